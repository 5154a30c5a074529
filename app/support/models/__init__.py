from app.support.models.account import BankAccount
from app.support.models.booking import Booking
from app.support.models.giving_back import VoucherReturn
from app.support.models.option import SupportOption
from app.support.models.order import SupportOrder
from app.support.models.proposal import Proposal
from app.support.models.till import Till
from app.support.models.voucher import Voucher

__all__ = ["BankAccount", "Booking", "Proposal", "SupportOption", "SupportOrder", "Till", "Voucher", "VoucherReturn"]

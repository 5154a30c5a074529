"""Help for shops: money straight to the shop's own account, vouchers of one shop, outward links, helping hands.

The installation never holds money. A giver transfers to the shop's own bank account, with a reference of ours in the
purpose; the shop confirms what came in. Money is whole cents in a list of bookings that only grows.
"""

"""Words too common to search for. Kept short: "vor", "nach" or "ohne" may carry the meaning of a query."""

_STOP_WORDS_TEXT = """
aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes auch auf aus bei beim
bin bis bist da damit dann das dass daß dein deine dem den denn der des dessen deren dich die dies diese
diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer eure
für hab habe haben hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins
ist ja jede jedem jeden jeder jedes kann kein keine keinem keinen keiner können könnte man manche mein meine
mich mir mit muss müssen nicht noch nun nur ob oder sehr sein seine seinem seinen seiner seit sich sie sind so
solche soll sollen sollte sondern sowie um und uns unser unsere unserem unseren unserer unter vom von was weil
welche welchem welchen welcher welches wenn wer werde werden wie wir wird wo wurde wurden würde würden zu zum
zur zwar fuer koennen koennte muessen ueber über wuerde wuerden
"""
STOP_WORDS = frozenset(_STOP_WORDS_TEXT.split())

"""Look-alikes: what letters of all alphabets are read as by people who know the Latin one.

The table is what Unicode calls confusable with one letter or digit (UTS #39), where NFKC does not already
say so, and what phones show as small capitals. The libraries for this carry all of Unicode's table, a
megabyte for each process, and answer whether one text is suspicious, not which texts look the same.
"""

import unicodedata
from functools import lru_cache

LIKE = """
A ΑАᎪᗅꓮ𐊠𖽀
a ɑαаᴀ⍺
B ΒВвᏴᗷꓐꞴ𐊂𐊡𐌁
b ƄʙЬвᏏᑲᖯ
C СᏟⲤꓚ𐊢𐌂𐐕𐔜𑣲🝌
c ςсᴄⲥꮯ𐐽
D Ꭰᗞᗪꓓ
d ԁᏧᑯᴅꓒ
E ΕЕᎬ⋿ⴹꓰ𐊆𑢦𑢮
e εеҽᴇ℮ꬲ
F ϜᖴꓝꞘ𐊇𐊥𐔥𑢢𑣂𝈓
f քẝꞙꬵ
G ԌᏀᏳꓖ
g ƍɡɢցᶃ
H ΗНᎻᕼⲎꓧ𐋏
h ʜнһհᏂ
I 1|ǀΙІӀӏꓲ
i ıɩɪιіᎥ⍳ꙇꭵ𑣃
J ͿЈᎫᒍꓙꞲ
j ȷϳјյᴊ
K ΚКᏦᛕⲔꓗ𐔘
k κкᴋ
L ԼᏞᒪⳐꓡ𐐛𐔦𑢣𑢲𖼖𝈪
l Ɩʟᛁ∣⏽Ⲓⵏ𐊊𐌉𐌠𖼨
M ΜϺМᎷᗰᛖⲘꓟ𐊰𐌑
m мᴍ
N ΝⲚꓠ𐔓
n ɴոռ
O 0ΟОՕଠዐⲞⵔ〇ꓳ𐊒𐊫𐐄𐓂𐔖𑢵
o οσоօഠဝჿᴏᴑⲟꬽ𐐬𐓪𑣈𑣗
P ΡРᏢᑭⲢꓑ𐊕
p ρрᴘ⍴ⲣ
Q Ԛⵕ
q ԛգզ
R ƦᎡᏒᖇꓣ𐒴𖼵𝈖
r ʀгᴦⲅꭇꭈꮁ
S ЅՏᏕᏚꓢ𐊖𐐠𖼺
s ƽѕꜱꮪ𐑈𑣁
T ΤТᎢ⊤⟙Ⲧꓔ𐊗𐊱𐌕𑢼𖼊🝨
t τтᴛ
U Սሀᑌ∪⋃ꓴ𐓎𑢸𖽂
u ʋυսᴜꞟꭎꭒ𐓶𑣘
V ѴᏙᐯⴸꓦꛟ𐔝𑢠𖼈𝈍
v νѵᴠ∨⋁ꮩ𑜆𑣀
W ԜᎳᏔꓪ𑣯
w ɯѡԝաᴡꮃ𑜊𑜎𑜏
X ΧХ᙭ᚷ╳ⲬⵝꓫꞳ𐊐𐊴𐌗𐌢𐔧𑣬
x ×χхᕁᕽ᙮⤫⤬⨯
Y ΥУҮᎩᎽⲨꓬ𐊲𑢤𖽃
y ɣʏγуүყᶌỿꭚ𑣜
Z ΖᏃꓜ𐋵𑢩
z ᴢꮓ𑣄
2 ƧϨᒿꙄꛯꝚ
3 ƷȜЗӠⳌꝪꞫ𑣊𖼻𝈆з
4 Ꮞ𑢯
5 Ƽ𑢻
6 бᏮⳒ𑣕
7 𐓒𑣆𝈒
8 Ȣȣ𐌚
9 ⳊꝮ𑢬𑣌𑣖
"""
"""In each line a letter, and what is read as that."""
BOXED = (0x1F150, 0x1F170, 0x1F1E6)
"""Where alphabets in dark circles, in dark boxes, and of flags begin."""
MARKS = "ǃꞌⵑᑊـ" + "".join(map(chr, (*range(0x2B9, 0x300), *range(0xA4F8, 0xA4FE))))
"""Letters by their category that are read as a mark, a line or nothing."""


def table() -> dict[int, str]:
    """For `str.translate`. Small letters of Cherokee look as its capitals do. A capital I is read as a small
    L: nothing tells them apart."""
    made = {ord(one): line[0] for line in LIKE.split("\n") for one in line[2:]}
    made |= {ord(chr(one).lower()): made[one] for one in made if 0x13A0 <= one < 0x13F0}
    made |= {first + no: chr(ord("A") + no) for first in BOXED for no in range(26)}
    made |= dict.fromkeys(map(ord, MARKS), "")
    return {one: letter.replace("I", "l") for one, letter in (made | {ord("I"): "l"}).items()}


TABLE = table()


def skeleton(text: str) -> str:
    """What is read, in small letters: of two texts that look the same, it is the same."""
    return text.translate(TABLE).casefold().replace("rn", "m").replace("vv", "w")


@lru_cache(maxsize=5_000)
def bare(char: str) -> str:
    """The letter without strokes, hooks and tails: “ø” → “o”. Unicode decomposes none of these."""
    name, with_, _rest = unicodedata.name(char, "").partition(" WITH ")
    try:
        return unicodedata.lookup(name) if with_ else char
    except KeyError:
        return char

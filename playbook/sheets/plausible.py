"""Is this text, or bytes read in the wrong encoding? Told by how common its characters are.

The Chinese encodings put the common characters first: of a real text nearly all are of their first level, and the
words that bills and customers' files are made of stand in it. Read in the wrong one, many are rare.
"""

from __future__ import annotations

import re

__all__ = ["is_chinese", "is_plain", "is_western"]

#: Of the characters of a text, at least so many are common ones.
_COMMON = 0.9
_BEYOND = re.compile(r"[^\x00-\x7f]")
#: Letters of Western Europe, and the signs that their texts have.
_WESTERN = re.compile("[À-ÖØ-öø-ÿŠšŽžŒœŸß€£§°«»‘’“”–—…\u00a0]")
_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŠšŽžŒœŸ]")
#: The commonest characters, and those of customers, contracts, bills and places, simplified and traditional.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四"
    "日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立"
    "代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论"
    "运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什"
    "认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整"
    "空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青"
    "省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专"
    "状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞"
    "客户账单费额合同银行支店宽带固话移动短信网络服务业务付款欠税折扣备注状态来源起止日期编号名称类别城区街镇福州厦门州广深圳"
    "這個國時來們對會發動過說產種後學經進電裡現實業應開還關與間樣線內數無問題體將組見計點從長門張馬節話張務萬號單報廣處給級"
    "總統結條資轉專員場車類離華確記許區強樣連難幾兩當氣變質設備臺灣縣廠識適屬圓滿參紅細聽該鐵價嚴龍飛帳號費額銀寬頻網絡務項"
    "戶稅欠備註狀態來源編號稱類別鎮廣東聯絡電話訂購機構維護傳輸"
)
#: How much more of its text is frequent in the right encoding than in the wrong one.
_PLAIN = 0.5


def is_chinese(text: str, encoding: str) -> bool:
    """Whether text that was read as GB18030 or as Big5 is plausible in it."""
    beyond = _BEYOND.findall(text)
    return bool(beyond) and (
        sum(_is_common(one, encoding) for one in beyond) >= _COMMON * len(beyond) or is_plain(text)
    )


def is_plain(text: str) -> bool:
    """Whether the words are such as stand in bills and customers' files, not rare ones."""
    beyond = [one for one in _BEYOND.findall(text) if "\u4e00" <= one <= "\u9fff"]
    return bool(beyond) and sum(one in _FREQUENT for one in beyond) >= _PLAIN * len(beyond)


def _is_common(character: str, encoding: str) -> bool:
    """Whether a character is of the first level of its encoding, or one of its marks."""
    if encoding == "gb18030":
        code = character.encode("gb18030")
        return len(code) == 2 and 0xA1 <= code[0] <= 0xD7 and code[1] >= 0xA1 and not 0xAA <= code[0] < 0xB0
    return 0xA1 <= character.encode("big5")[0] <= 0xC6


def is_western(text: str) -> bool:
    """Whether text that was read as Windows-1252 is words of Western Europe: letters beyond ASCII within words, and
    marks that such texts have."""
    beyond = _BEYOND.findall(text)
    within = re.findall(rf"(?:{_WORD.pattern})+", text)
    letters = sum(len(_BEYOND.findall(word)) for word in within if not word.isascii())
    words = [word for word in within if not word.isascii()]
    return all(map(_WESTERN.fullmatch, beyond)) and letters * 2 <= sum(map(len, words))

"""The most usual short words of languages in Latin script, and the telling letters of others."""

from __future__ import annotations

__all__ = ["FUNCTION_WORDS", "LANGUAGE_NAMES", "SCRIPTS", "SCRIPT_LETTERS"]

_WORDS = {
    "en": "the of and to in a is that for on was with as by at be are from has have had it he "
    "she they we his her their its this these those which who not but or an were been "
    "will would said could should may might can about after before over between against "
    "into also than more when if there no all any other our you i us them him what while "
    "where because under during such only some both each out up being did do",
    "fr": "le la les des du de et un une est que qui dans pour par sur avec au aux ce cette ces "
    "son sa ses leur ne pas plus mais ou été sont nous vous il elle ils a ont être comme "
    "entre après selon",
    "de": "der die das und ist den dem des ein eine einen einer zu von mit für auf im nicht "
    "sich auch es an als wie bei nach aus wurde werden hat haben sind dass zum zur über "
    "durch sie er wir ich noch nur um",
    "es": "el la los las de del y que en un una es por con para se su sus al lo como más pero "
    "no ha fue son este esta entre sobre también sin desde hasta cuando muy han sido está "
    "según",
    "it": "il lo la i gli le di del della dei delle e che in un una è per con non si su al alla "
    "da dal come più ma anche sono ha nel nella questo questa stato ai dalla tra suo sua "
    "hanno",
    "pt": "o a os as de do da dos das e que em um uma é por com para se no na não mais como mas "
    "foi ao à sua seu são pelo pela entre também sobre ser tem já está nos nas",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er ook als bij door maar om "
    "uit naar heeft was worden werd over deze dit die tot hij ze wij zij nog",
    "sv": "och att det som en på är av för med den till inte om ett har de var från vid men sig "
    "kan så också efter ska eller hade vi han hon under",
    "da": "og at det som en på er af for med den til ikke om et har de var fra ved men sig kan "
    "så også efter skal eller havde vi han hun blev",
    "nb": "og at det som en på er av for med den til ikke om et har de var fra ved men seg kan "
    "så også etter skal eller hadde vi han hun ble",
    "fi": "ja on ei se että oli hän ovat mutta myös kun joka sekä tai ole kuin jos niin mukaan "
    "jälkeen olla sen tämä",
    "pl": "i w na z do nie się że jest to o jak po za od dla przez przy oraz ale był było są "
    "ich jego która który które co tym tego",
    "cs": "a v na se že je z do s o k i za pro ale jako po od by jsou byl bylo která který "
    "které to jeho také při ve ze jen",
    "hr": "i u na je se da su za od s sa iz koji koja koje što kao ne bi će nije o po to ili "
    "ali bio bilo njegov nakon",
    "ro": "și în de la a al ale cu pe că un o este nu din pentru sau care mai fost au sunt prin "
    "după ca dar către lui ei",
    "hu": "a az és hogy nem is egy van volt meg csak de ezt azt mint már el ha vagy minden "
    "szerint után lesz között kell",
    "tr": "ve bir bu için ile da de olarak çok daha olan gibi sonra kadar ancak ne o ise değil "
    "en her ya tarafından göre var",
    "az": "və bir bu üçün ilə də da olan kimi sonra qədər çox ki edib olub o daha onun isə "
    "deyil hər görə",
    "id": "yang dan di dengan untuk dari pada ini itu dalam tidak ke akan telah oleh juga "
    "sebagai adalah bahwa ada atau karena mereka kami para",
    "sq": "dhe të në e i një për me që nga është së nuk më por ka kanë si u do pas janë ishte "
    "kjo ky",
    "sw": "ya wa na kwa ni katika la za kuwa hiyo huo huu hii yake wake cha kama lakini pia "
    "baada alisema hayo wao vya",
    "so": "iyo oo ka ku la in ay uu u waa ee si soo ah isaga kale waxaa wuxuu sheegay aan badan "
    "dalka",
    "ku": "û li di ku ji bi de ya yê jî ev ew ne wê wan bo xwe jibo lê gel hat dike kir",
    "vi": "và của là có được cho không trong với các những một này đã người về để từ khi cũng "
    "như tại",
    "tl": "ang ng sa mga na at ay ni si hindi para kay ito may nang niya kanilang ayon din",
    "ha": "da na a ya ta ba shi su ne ce don kuma cewa an wannan daga cikin wani zuwa yi",
    "la": "et in est non ad ut cum sed qui quae quod ex per si ab esse sunt aut enim nec",
}

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split()) for code, words in _WORDS.items()
}
"""Function words by ISO 639-1 code."""

SCRIPTS: tuple[tuple[str, int, int], ...] = (
    ("latin", 0x0041, 0x024F),
    ("latin", 0x1E00, 0x1EFF),
    ("greek", 0x0370, 0x03FF),
    ("greek", 0x1F00, 0x1FFF),
    ("cyrillic", 0x0400, 0x052F),
    ("armenian", 0x0530, 0x058F),
    ("hebrew", 0x0590, 0x05FF),
    ("arabic", 0x0600, 0x077F),
    ("arabic", 0x08A0, 0x08FF),
    ("arabic", 0xFB50, 0xFDFF),
    ("arabic", 0xFE70, 0xFEFC),
    ("devanagari", 0x0900, 0x097F),
    ("bengali", 0x0980, 0x09FF),
    ("gurmukhi", 0x0A00, 0x0A7F),
    ("tamil", 0x0B80, 0x0BFF),
    ("sinhala", 0x0D80, 0x0DFF),
    ("thai", 0x0E00, 0x0E7F),
    ("tibetan", 0x0F00, 0x0FFF),
    ("burmese", 0x1000, 0x109F),
    ("georgian", 0x10A0, 0x10FF),
    ("hangul", 0x1100, 0x11FF),
    ("ethiopic", 0x1200, 0x137F),
    ("khmer", 0x1780, 0x17FF),
    ("kana", 0x3040, 0x30FF),
    ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7AF),
)
"""Ranges of code points by script."""

SCRIPT_LETTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "cyrillic": (
        ("uk", "їєґЇЄҐ"),
        ("be", "ўЎ"),
        ("mk", "ѓќѕЃЌЅ"),
        ("sr", "ђћџјљњЂЋЏЈЉЊ"),
        ("kk", "қғңұһҚҒҢҰҺ"),
        ("tg", "ҷӣӯҶ"),
        ("ru", "ыэёЫЭЁ"),
        ("bg", "ъЪ"),
    ),
    "arabic": (
        ("ckb", "ێۆڕڵێ"),
        ("ps", "ښځډړېۍ"),
        ("ur", "ٹڈڑےں"),
        ("fa", "پچژگی"),
    ),
}
"""Letters that tell languages of one script apart, the most telling language first."""

LANGUAGE_NAMES: dict[str, str] = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bo": "Tibetan", "ckb": "Central Kurdish", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian, Bosnian or Serbian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian or Malay", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "la": "Latin",
    "mk": "Macedonian", "my": "Burmese", "nb": "Norwegian", "nl": "Dutch", "pa": "Punjabi",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "si": "Sinhala", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "tg": "Tajik", "th": "Thai", "tl": "Filipino",
    "tr": "Turkish", "uk": "Ukrainian", "und": "an unknown language", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""English names of the languages that can be told."""

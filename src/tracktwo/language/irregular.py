"""Forms of English that no spelling rule derives: a line a word, lemma first."""

from __future__ import annotations

__all__ = [
    "ALSO_BASE",
    "COMPARED",
    "DEMONYMS",
    "FUNCTION",
    "NOUNS",
    "PLURAL_ONLY",
    "VERBS",
    "WITH_E",
]

# lemma, then its past forms (and other forms that are irregular)
_VERBS = """
abide abode|arise arose arisen|awake awoke awoken|backslide backslid backslidden
be is was were been am are 's 'm 're being|bankroll bankrolled bankrolling
bear bore born borne|beat beaten|become became
befall befell befallen|befit befitted|beget begat begot begotten|begin began begun|behold beheld
bend bent|thank thanks
bereave bereft|beseech besought|bespeak bespoke bespoken|bestride bestrode bestridden
bid bade bidden|bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken
breed bred|bring brought|broadcast broadcast|browbeat browbeaten|build built|burn burnt|buy bought
catch caught|chide chid chidden|choose chose chosen|cleave clove cloven cleft|cling clung
clothe clad|come came|creep crept|deal dealt|dig dug|do does did done|draw drew drawn|dream dreamt
drink drank drunk|drive drove driven|dwell dwelt|eat ate eaten|fall fell fallen|feed fed|feel felt
fight fought|find found|flee fled|fling flung|fly flew flown|forbear forbore forborne
forbid forbade forbad forbidden|forego forewent foregone|foresee foresaw foreseen
foretell foretold|forget forgot forgotten|forgive forgave forgiven|forgo forwent forgone
forsake forsook forsaken|forswear forswore forsworn|freeze froze frozen|get got gotten gon
gird girt|give gave given|go goes went gone|grind ground|grow grew grown
handwrite handwrote handwritten|hang hung|have has had having 've|hear heard|heave hove|hew hewn
hide hid hidden|hold held|keep kept|kneel knelt|know knew known|lay laid|lead led|lean leant
leap leapt|learn learnt|leave left|lend lent|lie lay lain lying|light lit|lose lost|make made
mean meant|meet met|melt molten|misdeal misdealt|mishear misheard|mislay mislaid|mislead misled
misread misread|misspeak misspoke misspoken|misspell misspelt|misspend misspent
mistake mistook mistaken|misunderstand misunderstood|mow mown|outbid outbidden
outdo outdid outdone|outfight outfought|outgrow outgrew outgrown|outrun outran|outsell outsold
outshine outshone|outspend outspent|overcome overcame|overdo overdid overdone
overdraw overdrew overdrawn|overeat overate overeaten|overhang overhung|overhear overheard
overlay overlaid|overpay overpaid|override overrode overridden|overrun overran
oversee oversaw overseen|oversell oversold|oversleep overslept|overspend overspent
overtake overtook overtaken|overthrow overthrew overthrown|overwrite overwrote overwritten
partake partook partaken|pay paid|plead pled|prove proven|rebuild rebuilt|redo redid redone
redraw redrew redrawn|relay relaid|remake remade|rend rent|repay repaid|rerun reran|resell resold
resend resent|retake retook retaken|retell retold|rethink rethought|rewind rewound
rewrite rewrote rewritten|ride rode ridden|ring rang rung|rise rose risen|run ran|saw sawn
say said|see saw seen|seek sought|sell sold|send sent|sew sewn|shake shook shaken|shear shorn
shine shone|shoe shod|shoot shot|show shown|shrink shrank shrunk shrunken|sing sang sung
sink sank sunk sunken|sit sat|slay slew slain|sleep slept|slide slid slidden|sling slung
slink slunk|smell smelt|smite smote smitten|sow sown|speak spoke spoken|speed sped|spell spelt
spend spent|spill spilt|spin spun span|spit spat|spoil spoilt|spring sprang sprung|stand stood
stave stove|steal stole stolen|stick stuck|sting stung|stink stank stunk|strew strewn
stride strode stridden|strike struck stricken|string strung|strive strove striven
swear swore sworn|sweep swept|swell swollen|swim swam swum|swing swung|take took taken
teach taught|tear tore torn|tell told|think thought|thrive throve thriven|throw threw thrown
tread trod trodden|unbend unbent|unbind unbound|undercut undercut|undergo underwent undergone
underlie underlay underlain underlying|underpay underpaid|undersell undersold
understand understood|undertake undertook undertaken|underwrite underwrote underwritten
undo undid undone|unfreeze unfroze unfrozen|unlearn unlearnt|unmake unmade|unsay unsaid
unstick unstuck|unwind unwound|uphold upheld|uprise uprose uprisen|vex vext|wake woke woken
waylay waylaid|wear wore worn|weave wove woven|wed wed|weep wept|win won|wind wound
withdraw withdrew withdrawn|withhold withheld|withstand withstood|work wrought|wring wrung
write wrote written|ski skied skiing|taxi taxied taxiing|die dying died dies|lie lies lied
tie tying tied|vie vying vied|untie untying|belie belying|dye dyeing dyed|singe singeing
eye eyed eyeing|age ageing|binge bingeing|quit quitting|bus bussed bussing bused busing
gas gassed gassing|veto vetoed vetoing vetoes|bias biased biassed|focus focussed focussing
program programmed programming|agree agreed|free freed|flee fleeing|decree decreed
guarantee guaranteed|disagree disagreed|referee refereed
kidnap kidnaped kidnaping kidnapped kidnapping|worship worshiped worshipped worshipping
handicap handicapped|panic panicked panicking|traffic trafficked trafficking
mimic mimicked mimicking|picnic picnicked|politic politicking|frolic frolicked|leave leaves
live lives|prove proves|label labelled labelling|add added adding|egg egged|err erred erring
butt butted|putt putted|overfly overflew overflown|input input|offset offset|must must|shed shed
cut cut|let let|put put|set set|hit hit|hurt hurt|cost cost|burst burst|shut shut|split split
spread spread|thrust thrust|read read|cast cast|forecast forecast|upset upset|beset beset|rid rid
slit slit|sublet sublet|reset reset|shred shredded shredding|backbite backbitten
"""

# stems to which -e is given back although the stem too is a word
_WITH_E = """
ador deplor implor
past bath cloth breath sooth loath seeth teeth sheath wreath swath writh lath stag rang sing ting
lung plung bing ced unit plan outlin combin pilot pollut human envelop postpon hing delet complet
compet deplet secret recreat permeat procreat delineat nauseat infring brows conven reconven
interven contraven superven extradit incit reput disput rout
"""

# lemma, then its plurals
_NOUNS = """
child children|foot feet|goose geese|louse lice|man men|mouse mice|ox oxen|tooth teeth|woman women
grandchild grandchildren|stepchild stepchildren|schoolchild schoolchildren|calf calves|elf elves
half halves|hoof hooves|knife knives|leaf leaves|life lives|loaf loaves|scarf scarves|self selves
sheaf sheaves|shelf shelves|thief thieves|wharf wharves|wife wives|wolf wolves|dwarf dwarves
housewife housewives|midwife midwives|penknife penknives|bookshelf bookshelves|behalf behalves
afterlife afterlives|werewolf werewolves|addendum addenda|agendum agendum|alga algae
alumna alumnae|alumnus alumni|analysis analyses|antenna antennae|antithesis antitheses|apex apices
appendix appendices|arabesque arabesques|automaton automata|axis axes|bacillus bacilli
bacterium bacteria|basis bases|bureau bureaux|cactus cacti|catalysis catalyses|catharsis catharses
chateau chateaux|château châteaux|codex codices|colossus colossi|consortium consortia
corpus corpora|corrigendum corrigenda|cortex cortices|crisis crises|criterion criteria
curriculum curricula|diagnosis diagnoses|die dice|ellipsis ellipses|emphasis emphases
emporium emporia|encephalopathy encephalopathies|erratum errata|focus foci|foramen foramina
forum fora|formula formulae|fungus fungi|gateau gateaux|genesis geneses|genius genii|genus genera
hippopotamus hippopotami|honorarium honoraria|hypothesis hypotheses|index indices|larva larvae
locus loci|matrix matrices|maximum maxima|medium media|memorandum memoranda
metamorphosis metamorphoses|millennium millennia|minimum minima|minutia minutiae
moratorium moratoria|nebula nebulae|nemesis nemeses|neurosis neuroses|nucleus nuclei|oasis oases
ovum ova|parenthesis parentheses|phenomenon phenomena|phylum phyla|plateau plateaux|podium podia
prognosis prognoses|prosthesis prostheses|psychosis psychoses|quantum quanta|quorum quora
radius radii|referendum referenda|sanatorium sanatoria|schema schemata|spectrum spectra
stadium stadia|stigma stigmata|stimulus stimuli|stratum strata|syllabus syllabi|symposium symposia
synopsis synopses|synthesis syntheses|tableau tableaux|terminus termini|testis testes
thesis theses|thrombosis thromboses|trauma traumata|ultimatum ultimata|uterus uteri
vertebra vertebrae|vertex vertices|virtuoso virtuosi|vortex vortices|libretto libretti
paparazzo paparazzi|graffito graffiti|mujahid mujahideen mujahidin mujahedin|fedayee fedayeen
hutu hutus|zulu zulus|emu emus|haiku haikus|talib taleban|kibbutz kibbutzim|passer-by passers-by
passerby passersby|brother-in-law brothers-in-law|son-in-law sons-in-law
father-in-law fathers-in-law|mother-in-law mothers-in-law|sister-in-law sisters-in-law
daughter-in-law daughters-in-law|attorney-general attorneys-general|runner-up runners-up
secretary-general secretaries-general|commander-in-chief commanders-in-chief|hanger-on hangers-on
court-martial courts-martial|man-of-war men-of-war|editor-in-chief editors-in-chief
aircraftman aircraftmen|businessman businessmen|businesswoman businesswomen
congressman congressmen|gunman gunmen|spokesman spokesmen|spokeswoman spokeswomen
policeman policemen|serviceman servicemen|bus buses busses|gas gases gasses|bias biases
canvas canvases|atlas atlases|alias aliases|lens lenses|christmas christmases|iris irises
pancreas pancreases|menu menus|guru gurus|thesaurus thesauri|octopus octopi|toe toes|shoe shoes
foe foes|hoe hoes|canoe canoes|oboe oboes|woe woes|doe does|roe roes|movie movies|tie ties
lie lies|pie pies|calorie calories|cookie cookies|zombie zombies|rookie rookies|sortie sorties
prairie prairies|eerie eeries|genie genies|hippie hippies|boogie boogies|selfie selfies
reverie reveries|collie collies|birdie birdies|walkie-talkie walkie-talkies|lingerie lingeries
boutonniere boutonnieres|ache aches|headache headaches|niche niches|cache caches
avalanche avalanches|creche creches|quiche quiches|psyche psyches|moustache moustaches
mustache mustaches|axe axes|quiz quizzes|cave caves|glove gloves|grave graves|nerve nerves
olive olives|reserve reserves|sleeve sleeves|slave slaves|valve valves|wave waves|native natives
dove doves|stove stoves|curve curves|detective detectives
"""

# plural in form or in use, and their own lemma
_PLURAL_ONLY = """
people police cattle troops data media news series species means headquarters politics economics
mathematics physics ethics statistics linguistics athletics gymnastics electronics logistics
tactics mechanics aerobics acoustics genetics aesthetics robotics thanks goods clothes regards
glasses remains savings earnings proceeds scissors trousers pants jeans shorts binoculars
outskirts whereabouts barracks crossroads gallows surroundings premises measles diabetes rabies
billiards sheep fish deer aircraft spacecraft hovercraft watercraft swine offspring bison salmon
trout shrimp moose squid personnel military infantry clergy gentry staff faculty alms amends
annals auspices bowels credentials dregs dues entrails environs gents innards leftovers lodgings
manners pliers pyjamas pajamas riches shears shenanigans spectacles suds tights tongs tweezers
woods works corps chassis rendezvous debris chaos throes shambles arrears genitals genitalia
twenties thirties forties fifties sixties seventies eighties nineties netherlands philippines
olympics paralympics maldives bahamas seychelles commons taliban antilles comoros bellows innings
1960s 1970s 1980s 1990s 2000s 2010s 2020s u.s. us cos gis phonics analytics avionics basics
pediatrics paediatrics semantics ballistics hydraulics hysterics histrionics italics kinetics
metrics obstetrics optics orthodontics classics aeronautics forensics graphics diagnostics
"""

# lemma, then comparative and superlative
_COMPARED = """
good better best|bad worse worst|far farther farthest furthest|further further|upper upper
outer outer|inner inner|old elder eldest|late latter
"""
_COMPARED_ADVERBS = """
well better best|badly worse worst|far farther farthest furthest further|early earlier earliest
"""

# past forms that are verbs of their own too
_ALSO_BASE = """
found saw wound ground bound lay fell felt bore smelt stove rent dove wove lit left shot bit spat
"""

# adjectives with a capital that neither -ian nor -ese gives away
_DEMONYMS = """
afghan african american arab arabian asian australasian bangladeshi bahraini basque belgian
british buddhist roman korean argentine cuban jesuit calvinist catalan catholic chechen christian
croat cypriot czech danish druze dutch emirati english european filipino finnish flemish french
gazan german greek hindu hutu icelandic iraqi irish islamic islamist israeli jewish jihadist
kashmiri kosovar kurd kurdish kuwaiti lao latin maoist marxist mexican moroccan moslem muslim
nepali nordic omani orthodox ottoman pakistani palestinian pashtun philippine polish puerto
punjabi qatari roma rohingya salafi salafist saudi scottish semitic serb shia shi'a shiite shi'ite
sikh slavic slovak slovene somali soviet spanish sunni swedish swiss tajik tamil tatar thai
tibetan tigrayan tuareg turkic turkish turkmen tutsi ukrainian uyghur uzbek welsh wahhabi yazidi
yemeni zionist zulu hispanic atlantic arctic antarctic pacific protestant puritan republican
democratic
"""

# whole words by universal tag; "tag:form" where the Penn tag decides
_FUNCTION = """
PRON i=I me=I we=we us=we he=he him=he she=she her=she they=they them=they 'em=they em=they
PRON mine=my yours=your ours=our theirs=their hers=her PRP$:her=her those=that these=this
PRON PRP:'s=we PRP:’s=we PRP:his=his ya=you u=you ur=your thee=thou ye=you whom=whom EX:their=there
DET an=a these=this those=that
AUX 's=be ’s=be is=be are=be am=be was=be were=be been=be being=be be=be 'm=be ’m=be 're=be ’re=be
AUX m=be s=be r=be re=be has=have had=have having=have have=have 've=have ’ve=have ve=have
AUX does=do did=do doing=do done=do do=do got=get getting=get gets=get gotten=get ai=be
AUX ca=can wo=will sha=shall 'll=will ’ll=will ll=will MD:'d=would MD:’d=would MD:d=would
AUX VBD:'d=have VBD:’d=have VBN:'d=have 'd=would ’d=would d=would cannot=can
VERB 's=be ’s=be 're=be ’re=be 'm=be ’m=be 've=have ’ve=have 'd=have ’d=have gon=go
VERB wan=want got=get gim=give
PART n't=not n’t=not nt=not 's='s ’s='s '='s ’='s POS:s='s na=to ta=to
ADP o'=of o’=of thru=through vs=versus vs.=versus til=till 'til=till ’til=till
CCONJ n=and 'n'=and
ADV n't=not n’t=not alot=lot aka=a.k.a.
PROPN jan.=January feb.=February mar.=March apr.=April aug.=August sept.=September sep.=September
PROPN oct.=October nov.=November dec.=December jan=January feb=February sept=September oct=October
PROPN nov=November dec=December mon.=Monday tue.=Tuesday tues.=Tuesday wed.=Wednesday
PROPN thu.=Thursday thurs.=Thursday fri.=Friday sat.=Saturday sun.=Sunday
NOUN etc=etc. pm=p.m. am=a.m. p.m=p.m. a.m=a.m.
NUM m=million k=thousand b=billion bn=billion mn=million
PUNCT “=" ”=" ''=" ``=" ‘=' ’=' `=' «=" »=" „=" –=-
SYM –=- —=- −=-
"""


def _forms(table: str) -> dict[str, str]:
    """Lemma of each form; the first line that names a form holds."""
    out: dict[str, str] = {}
    for line in table.replace("\n", "|").split("|"):
        lemma, *forms = line.split() or [""]
        for form in forms:
            out.setdefault(form, lemma)
    return out


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


def _function(table: str) -> dict[tuple[str, str], str]:
    """Lemma by (universal tag, form); the form has the Penn tag before it where that decides."""
    out: dict[tuple[str, str], str] = {}
    for line in table.strip().split("\n"):
        tag, *pairs = line.split()
        for pair in pairs:
            form, _, lemma = pair.partition("=") if pair[0] != "=" else ("=", "", "=")
            out[tag, form] = lemma
    return out


VERBS = _forms(_VERBS)
WITH_E = _words(_WITH_E)
NOUNS = _forms(_NOUNS)
PLURAL_ONLY = _words(_PLURAL_ONLY)
ALSO_BASE = _words(_ALSO_BASE)
DEMONYMS = _words(_DEMONYMS)
COMPARED = {
    "ADJ": _forms(_COMPARED),
    "ADV": _forms(_COMPARED_ADVERBS),
}
FUNCTION = _function(_FUNCTION)

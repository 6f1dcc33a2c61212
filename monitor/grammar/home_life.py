"""Senses of the words of trade that belong to courts, clubs, schools, museums and utilities. Adds to `domestic`. **Pure.**"""

import re

from monitor.grammar.engine import Watched, spaced

_UTILITY = (
    r"(?:phone|mobile|telecoms?|energy|water|power|electricity|gas|bus|rail|broadband|hospital|insurance|taxi|ferry|"
    r"parking|heating|postal)"
)
_PLAYER = (
    r"(?:pitchers?|guard|forward|strikers?|quarterbacks?|goalkeepers?|shortstop|winger|centre-back|roster|draft picks?|"
    r"left-hander|play-?offs)"
)
HOME_LIFE = Watched(
    spaced(
        # Approval, and the discipline of courts and clubs.
        r"\b(?:(?:gave|gives?|given|giving|sought|seeks?|royal|papal|official|won|without|with) (?:(?:its|his|her|their|"
        r"the|no|final|formal) ){0,2}sanction(?: (?:to|for|of))?|no sanctions? (?:for|against) (?:the )?(?:member|lawyer|"
        r"player|club|officer|minister|mp|pupil|student)s?|"
        r"sanctions? for (?:contempt|misconduct|doping|cheating|plagiarism|late|missing|perjury|absence)|"
        r"(?:lawyer|attorney|player|club|coach|judge|doctor|councillor|senator|student|athlete|driver|jockey|referee)s? "
        r"(?:(?:was|were|is|are|has|have|had|be|been|being) ){1,2}sanctioned|"
        r"sanction(?:s|ed)? by (?:the |its |their )?(?:\w+ )?(?:federation|league|club|bar|union|association|"
        r"tribunal|judge|court|body)|"
        r"asset freezes? in (?:the|a|his|her) (?:\w+ )?(?:divorce|fraud|bankruptcy|probate)|"
        # What leaves or enters a device, a club or a collection.
        r"(?:ex|im)port(?:s|ed|ing)?(?: of)? (?:(?!bulk|sensitive)\w+ ){0,2}(?:data|records|photos|files|footballers|players|"
        r"talent|contacts|playlists|messages)|"
        r"export (?:licen[cs]e|bar|ban|permit)s? (?:(?:on|for) )?(?:(?:the|a|an|his|her) )?(?:\w+ ){0,2}(?:paintings?|"
        r"manuscripts?|sculptures?|artworks?|masterpieces?|portraits?|artefacts?|watercolours?|fossils?|violins?)|"
        # Permissions, shares and caps of home life.
        r"(?:visa|fee|tuition|parking|liability|planning|privacy|copyright|medicaid|deposit|age|rent) waivers?|"
        r"waivers? (?:wire|of (?:fees|tuition|liability))|"
        r"(?:gun|work|building|residence|parking|firearms?) permits?|quotas? (?:is|are|was|of) [\d,]+ (?:places|seats|"
        r"students|visas|beds|runners)|(?:student|home-grown|youth|ticket|storage|university|reservation|exam|candidate|film|charity|wolf|bear|"
        r"seal|whale|bag|salmon) quotas?|"
        r"quotas? (?:of \d+%? ?)?(?:for|of) (?:\w+ )?(?:[\w-]+ ){0,2}(?:women|students|runners|films|candidates|"
        r"players|refugees|pupils|graduates|girls|wolves|bears|cod|tuna|herring|salmon)|"
        r"(?:hunts?|hunting|wolf|wolves|bears?|seals?|whales?|trawlers|species|students?|runners|exams?) [^.;]{0,60}"
        r"\bquotas?|"
        r"(?:review|story|book|film|results) embargo(?:es)?|embargo (?:on|for) (?:the )?(?:film|reviews?|book|report|results|"
        r"story|game|album|announcement)|"
        # Obligation and service.
        r"(?:police|fire|army|civic|moral|legal|public|statutory|fiduciary|booking|military|reserve|school|"
        r"lunch|sentry|patriotic|constitutional|solemn) dut(?:y|ies)|dut(?:y|ies) (?:doctor|manager|pharmac\w+|solicitor|editor|"
        r"of candou?r)|duty to (?!\d|zero|an? |the |as |nil|between)\w+|(?:sense|call|tour|breach|dereliction|course) "
        r"of (?:his |her |their )?dut(?:y|ies)|"
        # What homes pay.
        r"lev(?:y|ies) on (?:\w+ ){0,2}(?:homes|drinks|stays|bags|guests|nights|parking|salaries|cruise passengers)|"
        r"(?:social|employment|fire|flood|tv|union|parish|stadium) lev(?:y|ies)|"
        rf"{_UTILITY} (?:firm|company|operator|supplier|provider|utility|network|board|regulator)s?\b[^.;]{{0,40}}\btariffs?|"
        r"tariff sheets?|tariffs? for (?:bicycles|homes|households|calls|parking|luggage|water|power|electricity|patients|"
        r"hospital|customers|commuters|passengers|tenants|tourists|residents)|"
        r"port fees (?:at|in|of) [^.;]{0,60}\b(?:harbou?r board|port authority|port company)|"
        rf"trade (?:deadline|talks)\b[^.;]{{0,80}}\b{_PLAYER}|"
        r"travel bans? (?:for|on) (?:fans|supporters|players|students|pupils|staff|hooligans))\b"
    ),
    re.IGNORECASE,
)
"""Each is blanked before the press is asked for its measures."""

_MEASURE = r"(?:tariffs?|dut(?:y|ies)|sanctions?|export controls?|trade (?:war|deal|policy))"
BYSTANDER = Watched(
    spaced(
        rf"\b(?:critics?|opponents?|supporters?|backers?|champions?|architects?|fans?|victims?|defenders?) of "
        rf"(?:[\w'’-]+ ){{0,3}}{_MEASURE}|"
        rf"(?:assum\w+|absent|barring|excluding|stripping out) (?:(?:no|any|further|changes?|in|to) ){{0,4}}{_MEASURE}"
        rf"|(?:(?:talks?|debates?|discussions?|speech|questions) (?:on|about)|discuss(?:es|ed)?) "
        r"(?:[\w-]+,? ){1,4}and (?:tariffs|sanctions)"
    ),
    re.IGNORECASE,
)
"""Tariffs and sanctions that only tell who somebody is, or what a forecast leaves out."""

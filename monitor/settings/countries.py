"""The codes a watch or source may name, and the names that people write instead.

Codes: ISO 3166-1 alpha-2 as of 2026 and XK; EU, UK, UN and ALL beside them. See ISO 3166-1 and the public-domain table
`iso3166.tab` of the time zone database. **Pure.**
"""

from monitor.settings.wording import nearest, shown

_TABLE = """
AD Andorra; AE United Arab Emirates; AF Afghanistan; AG Antigua and Barbuda; AI Anguilla; AL Albania; AM
Armenia; AO Angola; AQ Antarctica; AR Argentina; AS American Samoa; AT Austria; AU Australia; AW Aruba; AX
Aland Islands; AZ Azerbaijan; BA Bosnia and Herzegovina; BB Barbados; BD Bangladesh; BE Belgium; BF Burkina
Faso; BG Bulgaria; BH Bahrain; BI Burundi; BJ Benin; BL Saint Barthelemy; BM Bermuda; BN Brunei; BO Bolivia;
BQ Caribbean Netherlands; BR Brazil; BS Bahamas; BT Bhutan; BV Bouvet Island; BW Botswana; BY Belarus; BZ
Belize; CA Canada; CC Cocos Islands; CD Democratic Republic of the Congo; CF Central African Republic; CG
Congo; CH Switzerland; CI Ivory Coast; CK Cook Islands; CL Chile; CM Cameroon; CN China; CO Colombia; CR Costa
Rica; CU Cuba; CV Cape Verde; CW Curacao; CX Christmas Island; CY Cyprus; CZ Czechia; DE Germany; DJ Djibouti;
DK Denmark; DM Dominica; DO Dominican Republic; DZ Algeria; EC Ecuador; EE Estonia; EG Egypt; EH Western
Sahara; ER Eritrea; ES Spain; ET Ethiopia; FI Finland; FJ Fiji; FK Falkland Islands; FM Micronesia; FO Faroe
Islands; FR France; GA Gabon; GB United Kingdom; GD Grenada; GE Georgia; GF French Guiana; GG Guernsey; GH
Ghana; GI Gibraltar; GL Greenland; GM Gambia; GN Guinea; GP Guadeloupe; GQ Equatorial Guinea; GR Greece; GS
South Georgia and the South Sandwich Islands; GT Guatemala; GU Guam; GW Guinea-Bissau; GY Guyana; HK Hong
Kong; HM Heard Island and McDonald Islands; HN Honduras; HR Croatia; HT Haiti; HU Hungary; ID Indonesia; IE
Ireland; IL Israel; IM Isle of Man; IN India; IO British Indian Ocean Territory; IQ Iraq; IR Iran; IS Iceland;
IT Italy; JE Jersey; JM Jamaica; JO Jordan; JP Japan; KE Kenya; KG Kyrgyzstan; KH Cambodia; KI Kiribati; KM
Comoros; KN Saint Kitts and Nevis; KP North Korea; KR South Korea; KW Kuwait; KY Cayman Islands; KZ
Kazakhstan; LA Laos; LB Lebanon; LC Saint Lucia; LI Liechtenstein; LK Sri Lanka; LR Liberia; LS Lesotho; LT
Lithuania; LU Luxembourg; LV Latvia; LY Libya; MA Morocco; MC Monaco; MD Moldova; ME Montenegro; MF Saint
Martin; MG Madagascar; MH Marshall Islands; MK North Macedonia; ML Mali; MM Myanmar; MN Mongolia; MO Macau; MP
Northern Mariana Islands; MQ Martinique; MR Mauritania; MS Montserrat; MT Malta; MU Mauritius; MV Maldives; MW
Malawi; MX Mexico; MY Malaysia; MZ Mozambique; NA Namibia; NC New Caledonia; NE Niger; NF Norfolk Island; NG
Nigeria; NI Nicaragua; NL Netherlands; NO Norway; NP Nepal; NR Nauru; NU Niue; NZ New Zealand; OM Oman; PA
Panama; PE Peru; PF French Polynesia; PG Papua New Guinea; PH Philippines; PK Pakistan; PL Poland; PM Saint
Pierre and Miquelon; PN Pitcairn; PR Puerto Rico; PS Palestine; PT Portugal; PW Palau; PY Paraguay; QA Qatar;
RE Reunion; RO Romania; RS Serbia; RU Russia; RW Rwanda; SA Saudi Arabia; SB Solomon Islands; SC Seychelles;
SD Sudan; SE Sweden; SG Singapore; SH Saint Helena; SI Slovenia; SJ Svalbard and Jan Mayen; SK Slovakia; SL
Sierra Leone; SM San Marino; SN Senegal; SO Somalia; SR Suriname; SS South Sudan; ST Sao Tome and Principe; SV
El Salvador; SX Sint Maarten; SY Syria; SZ Eswatini; TC Turks and Caicos Islands; TD Chad; TF French Southern
Territories; TG Togo; TH Thailand; TJ Tajikistan; TK Tokelau; TL Timor-Leste; TM Turkmenistan; TN Tunisia; TO
Tonga; TR Turkey; TT Trinidad and Tobago; TV Tuvalu; TW Taiwan; TZ Tanzania; UA Ukraine; UG Uganda; UM United
States Minor Outlying Islands; US United States; UY Uruguay; UZ Uzbekistan; VA Vatican; VC Saint Vincent and
the Grenadines; VE Venezuela; VG British Virgin Islands; VI United States Virgin Islands; VN Vietnam; VU
Vanuatu; WF Wallis and Futuna; WS Samoa; XK Kosovo; YE Yemen; YT Mayotte; ZA South Africa; ZM Zambia; ZW Zimbabwe
"""

NAMES = {row[:2]: row[3:] for row in " ".join(_TABLE.split()).split("; ")}
"""ISO alpha-2 code -> English short name."""

BLOCS = {"EU": "European Union", "UK": "United Kingdom", "UN": "United Nations", "ALL": "all trading partners"}
"""Codes that are no ISO country but that texts, and so watches, speak of."""

ISSUERS = frozenset(NAMES) - {"GB"} | {"EU", "UK", "UN"}
"""Jurisdictions that impose measures; the United Kingdom is UK here and GB as a target."""

_OTHER_NAMES = {
    "america": "US",
    "britain": "UK",
    "burma": "MM",
    "chn": "CN",
    "deu": "DE",
    "dprk": "KP",
    "drc": "CD",
    "fra": "FR",
    "gbr": "UK",
    "great britain": "UK",
    "holland": "NL",
    "ind": "IN",
    "irn": "IR",
    "jpn": "JP",
    "korea": "KR",
    "mex": "MX",
    "people's republic of china": "CN",
    "prc": "CN",
    "republic of korea": "KR",
    "rok": "KR",
    "rus": "RU",
    "russian federation": "RU",
    "swaziland": "SZ",
    "the netherlands": "NL",
    "turkiye": "TR",
    "türkiye": "TR",
    "uae": "AE",
    "ukr": "UA",
    "united states of america": "US",
    "usa": "US",
    "viet nam": "VN",
    "world": "ALL",
}


def country(code: object) -> str:
    """A code that a watch may name. Raises ValueError, with the right code where the word tells it."""
    if isinstance(code, str) and (code in NAMES or code in BLOCS):
        return code
    raise ValueError(_wrong(code, [*NAMES, *BLOCS]))


def issuer(code: object) -> str:
    """A jurisdiction that imposes measures. Raises ValueError, with the right code where the word tells it."""
    if isinstance(code, str) and code in ISSUERS:
        return code
    if code == "GB":
        raise ValueError("the United Kingdom is 'UK' as an issuer")
    raise ValueError(_wrong(code, sorted(ISSUERS)))


def _wrong(word: object, codes: list[str]) -> str:
    if not isinstance(word, str):
        return "must be a country code of two letters, such as CN"
    by_name = {name.casefold(): code for code, name in [*NAMES.items(), *BLOCS.items()]} | _OTHER_NAMES
    code = by_name.get(word.casefold(), word.upper())
    code = "UK" if code == "GB" and code not in codes else code
    if code in codes:
        return f"{shown(word)} is not a country code, write {code}"
    close = nearest(word, [name for name in by_name if len(name) > 3], cutoff=0.75)
    if close is not None and by_name[close] in codes:
        return f"{shown(word)} is not a country code, did you mean {by_name[close]}?"
    return f"{shown(word)} is not a country code (two letters of ISO 3166-1, or {', '.join(b for b in BLOCS if b in codes)})"

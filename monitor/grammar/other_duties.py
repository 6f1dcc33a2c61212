"""Duties, levies, caps and sanctions of betting, roads, wages, clubs and carriers; adds to `domestic` and `home_life`. **Pure.**"""

import re

from monitor.grammar.engine import Watched, spaced

OTHER_DUTIES = Watched(
    spaced(
        # What is staked, driven, flown and sold at home.
        r"\b(?:(?:remote |online |general |machine )?(?:gaming|games|betting|bingo|lottery|pool|slots|casino|vehicle|road|passenger|air|"
        r"airport|departure|payroll|unemployment|entertainment|advertising|vape|vaping|tyre|cigarette|wine and spirits|cider|whisky|gin|"
        r"customary|probate|succession|gift|registration|land|transfer|amusement) dut(?:y|ies)|"
        r"dut(?:y|ies) on (?:(?:online|remote|in-play|fixed-odds|domestic|short-haul|long-haul|private|electric) ){0,2}(?:slots|"
        r"gaming|games|"
        r"casinos?|bets?|bookmakers|sports betting|lotteries|pints?|draught|wine sold|estates|house\w*|home\w*|land|shares|"
        r"vapes|air travel|"
        r"passengers|tickets|cars sold|drivers|petrol|inheritance\w*)|"
        r"dut(?:y|ies) (?:allowance|rota|shift|station|counsel|nurse|free shops?)|duty-free shops?|"
        r"lev(?:y|ies) of (?:\d[\d.]*p|\d[\d.]* (?:pence|cents?|paise)) (?:a|per) (?:mile|kilomet(?:re|er)|km|litre|liter|"
        r"bottle|bag|pint|"
        r"message|call|night)|lev(?:y|ies) (?:on|of|for) (?:(?-i:[a-z0-9%.-]+) ){0,2}(?:electric (?:cars|vehicles|vans)|motorists|drivers|"
        r"mileage|junkets|airlines|jets|passengers|diners|smokers|tobacco|vapes?|pubs|clubs|gyms|streamers|platforms|advertis\w+|"
        r"wages|payrolls?|employers|workers|turnover|overnight stays?|overnights?|visitors|apartments|rents|beds|water|sewage|"
        r"milk(?:shakes)?|fizzy|soft drinks|salt|fat|meat sold)|"
        r"(?:mileage|junket|road|motorway|kilometre|payroll|turnover|streaming|milk|visitors?'?|overnight|solidarity|building safety|"
        r"care|kerosene|soft drinks|business rates?|university|international student|student|ground rent|roaming) lev(?:y|ies)|"
        # Prices of networks.
        r"tariffs? (?:increases?|hikes?|rises?|adjustments?|cuts?|reviews?|plans?) (?:for|on|of|by) (?:calls|data|texts|minutes|"
        r"subscribers|"
        r"customers|power|electricity|water|households|users|tenants|passengers|commuters)|\d{1,3}(?:%| percent|"
        r" per cent) tariff increase for "
        r"(?:calls|data|texts|power|electricity|water|households)|(?:raises?|raised|review\w*|publish\w*|"
        r"updat\w+) its tariff (?:book|list|"
        r"card)|tariff (?:book|band|plan|card|class|order)s?|(?:night|day|off-peak|two-part|flat-rate|social|lifeline|block) tariffs?|"
        r"tariffs? for (?:the )?(?:\w+ )?(?:grid|network|heating|sewerage|internet|broadband|roaming|metro|tram|taxis?)|"
        # Clubs, courts, offices.
        r"salary cap|(?:wage|spending|rent|fee|bonus|price|fares?|benefit|pension) caps?(?= (?:of|on|at|for|rules?|"
        r"breach\w*) (?!russia|the price))|"
        r"sanctions? (?:for|over|after) (?:breach\w*|break\w*|fielding|flouting|overspending|unpaid|late) (?:of |the |its |"
        r"their |a |salary |"
        r"squad |wage |financial |spending )*(?:cap|fair play|rules|wages|code|fees|tax|curfew|dress)|"
        r"(?:handed|given|received|faces?|facing|face|escaped|appealed) (?:\w+ )?(?:(?:sporting|disciplinary|financial|league|"
        r"points|heavy|further) )?"
        r"sanctions (?:by|from) (?:the )?(?:[\w-]+ ){0,3}(?:league|federation|board|uefa|fifa|fia|nba|nfl|nhl|ncaa|regulator|"
        r"ombudsman|tribunal|"
        r"council|association|commissioner)|"
        r"sanctions (?:hearing|panel|committee|phase|cover)(?= (?:for|against|into|on|of|in|,|is|was|until|which|that|through))"
        r"(?! (?:for|against|on|of) (?:russia|iran|china|syria|belarus|north|myanmar|the un))|"
        r"(?:surgeon|doctor|nurse|teacher|driver|pilot|barrister|lawyer|broker|pub|bar|club|restaurant|hotel|taxi|cab|trade|"
        r"shop|school|kennel|"
        r"casino|operator|radio|broadcast\w*|banking|export health|mining|drilling|fishing|hunting|moose|angling|rod|boat|airline|"
        r"air operator)(?:'s|s|s')? (?:\w+ )?licen[cs]es?|licen[cs]es? (?:for|to) (?:\w+ ){0,2}(?:hunt\w*|fish\w*|fly|drive|"
        r"brew|broadcast|"
        r"practi[sc]e|teach|marry|keep|gamble|angl\w+|dig|busk|trap\w*|practise law)|licen[cs]es? fees? for the season|"
        # Pets and samples.
        r"(?:import|export) permits? for (?:\w+ ){0,2}(?:lizards|parrots|tortoises|pets|dogs|cats|hides|trophies|snakes|orchids|"
        r"bees|horses|embryos|seeds|blood)|"
        # What carriers charge.
        r"(?:import|export|inbound|outbound|cargo|reefer|container|rail|terminal|peak|low[- ]water|piracy|equipment|imbalance|currency|"
        r"winter|weekend|night|premium|resort|baggage|booking|cleaning|late|seat) surcharges?(?= (?:of|for|on|will|applies|at|from|is) )"
        r"(?= (?:of|for|on|will|applies|at|from|is) (?:[$€£]?\d[\d,.]*|reefers|containers|boxes|guests|parcels|bookings|sailings|cargo)\b"
        r"(?! ?(?:%|percent|per cent)))|"
        # Offers.
        r"(?:save|saving|up to|take|get|enjoy|gives?|now) \d{1,2}(?:%| percent| per cent) (?:off|until|on all|on selected|discount)|"
        r"\d{1,2}(?:%| percent| per cent) (?:off|discount|cashback)\b)"
    ),
    re.IGNORECASE,
)
"""Blanked before the press is asked for its measures."""

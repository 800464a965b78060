"""Numbers of UN Comtrade that are no country: what it could not or would not divide further.

They stand in the total of the world, so that leaving them out counts nothing twice. By the list of
partner areas in the reference tables of UN Comtrade.
"""

# Where a country has had a number before the one it has now.
FORMER_NUMBERS = {381: 380, 711: 710}

AREAS = {
    129: "Caribbean, nes",
    221: "Eastern Europe, nes",
    290: "Northern Africa, nes",
    471: "CACM, nes",
    472: "Africa CAMEU region, nes",
    473: "LAIA, nes",
    490: "Other Asia, nes",
    492: "Europe EU, nes",
    527: "Oceania, nes",
    536: "Neutral Zone",
    568: "Other Europe, nes",
    577: "Other Africa, nes",
    636: "Rest of America, nes",
    637: "North America and Central America, nes",
    697: "Europe EFTA, nes",
    837: "Bunkers",
    838: "Free Zones",
    839: "Special Categories",
    849: "US Miscellaneous Pacific Islands",
    879: "Western Asia, nes",
    899: "Areas, nes",
}

"""One address for each type of page, of the sample; found by following links."""

FIXED = {
    "home": "/",
    "regions": "/regions/",
    "regions by trade": "/regions/?show=trade",
    "place": "/regions/BY-VI/",
    "country": "/regions/BY/",
    "place without anything": "/regions/FR/",
    "pair": "/regions/BY-VI/KZ-35/",
    "countries": "/regions/BY/KZ/",
    "place print": "/regions/BY-VI/print/",
    "visits": "/visits/",
    "add visit": "/visits/add/",
    "trade": "/trade/",
    "figures": "/trade/figures/",
    "statements": "/trade/statements/",
    "add statement": "/trade/statements/add/",
    "agreements": "/cooperation/agreements/",
    "add agreement": "/cooperation/agreements/add/",
    "projects": "/cooperation/projects/",
    "commitments": "/cooperation/commitments/",
    "gaps": "/cooperation/gaps/",
    "search": "/search/?q=витебск",
    "search for nothing": "/search/?q=zzzz",
    "not found": "/nowhere/",
    "second factors": "/accounts/2fa/",
    "change password": "/accounts/password/change/",
    "admin": "/admin/",
    "admin list": "/admin/regions/place/",
    "admin form": "/admin/visits/visit/add/",
}

# Type of page -> the list it is reached from, and the link that leads to it.
LINKED = {
    "visit": ("/visits/", "main a[href^='/visits/']:not([href*='export']):not([href='/visits/'])"),
    "agreement": ("/cooperation/agreements/?q=меморандум", ".entry-title, th[scope=row] a"),
    "project": ("/cooperation/projects/", ".entry-title, th[scope=row] a"),
    "statement": ("/trade/statements/", ".entry-title, th[scope=row] a"),
    "source": ("/regions/BY-VI/", "#sources a"),
    "person": ("/regions/BY-BR/", "#people .entry-title"),
}

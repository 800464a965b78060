"""Make the pictures of the README: python -m scripts.chromium python -m scripts.screenshots"""

import os
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.console import ROOT, say
from scripts.sample_site import sample_site, sign_in

FOLDER = ROOT / "docs" / "images"
PICTURES = {"home": "/", "place": "/regions/BY-VI/", "trade": "/trade/", "regions": "/regions/"}
SIZE = {"width": 1440, "height": 900}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        sample_site(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        take_pictures(playwright, address)


def take_pictures(playwright, address):
    browser = playwright.chromium.launch(
        executable_path=os.environ["PORTAL_CHROMIUM"], args=["--no-sandbox"]
    )
    page = browser.new_page(viewport=SIZE, color_scheme="light")
    sign_in(page, address, "diplomat")
    for name, path in PICTURES.items():
        page.goto(address + path)
        page.screenshot(path=FOLDER / f"{name}.png")
        say(f"docs/images/{name}.png")
    browser.close()


if __name__ == "__main__":
    main()

"""The system's Chromium, for journeys and pictures."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same without windows, which takes a fifth less."""
KEPT_OFF = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
)
"""What Playwright turns off itself. Of two such lists Chromium heeds only the last, so ours repeats it."""
AROUND_THE_PAGE = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess")
"""Each new window loads two pages for its address bar, which nobody sees, and starts a process in reserve:
four fifths of what an empty window costs."""
FLAGS = [  # the last two: a camera and a microphone of its own making, which it may use
    *(
        "--no-sandbox",
        "--disable-gpu",
        "--in-process-gpu",  # which draws without one: a process less, and a twentieth of the work
        "--disable-background-networking",
        "--disable-component-update",
    ),
    f"--disable-features={','.join((*KEPT_OFF, *AROUND_THE_PAGE))}",
    *("--use-fake-device-for-media-stream=fps=5", "--use-fake-ui-for-media-stream"),
]
SHORT_LIVED = "--js-flags=--no-turbofan --no-maglev"
"""No journey stays on a page long enough for optimized scripts to pay: without, axe takes a fifth less.
Not for what measures speed."""

SHARED = "--renderer-process-limit=1"
"""All pages of one context are in one process, so that what a page needs is loaded there once."""


def chromium_path() -> str:
    """Where Chromium is on this machine."""
    path = (
        shutil.which("chromium-headless-shell")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    assert path, "Chromium is missing: make browser"
    return path

"""Pages that load again by themselves: a script in each page asks which build is the newest."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from kb.preview.folders import Folders

SCRIPT_PATH = "/.kb/reload.js"
BUILDS_PATH = "/.kb/builds"
_LOOK_S = 0.02
_LONGEST_S = 25.0
"""Proxies and browsers give up on an answer after half a minute or more."""
# A file of its own, so that the preview keeps the Content-Security-Policy that visitors will meet. Only a page that is
# seen asks: a browser opens six connections to a host, and a writer has more tabs than that.
_SCRIPT = f"""const seen = Number(document.currentScript.dataset.build);
let asking = null;
async function ask() {{
  if (asking || document.visibilityState !== "visible") return;
  asking = new AbortController();
  try {{
    const answer = await fetch(`{BUILDS_PATH}?seen=${{seen}}`, {{ signal: asking.signal, cache: "no-store" }});
    if (Number(await answer.text()) !== seen) return location.reload();
    asking = null;
    ask();
  }} catch {{
    asking = null;
    setTimeout(ask, 1000);
  }}
}}
document.addEventListener("visibilitychange", ask);
addEventListener("pageshow", ask);
addEventListener("pagehide", () => asking?.abort());
"""


def reloading_page(folders: Folders) -> Callable[[bytes], bytes]:
    """What puts the script into a page."""

    def page(html: bytes) -> bytes:
        script = f'<script src="{SCRIPT_PATH}" data-build="{folders.number}"></script>'.encode()
        body, end, rest = html.rpartition(b"</body>")
        return body + script + end + rest if end else html + script

    return page


def reload_routes(folders: Folders, is_closing: Callable[[], bool]) -> Sequence[BaseRoute]:
    """The script, and the number of the newest build, told as soon as it is another one."""

    async def script(_: Request) -> Response:
        return Response(_SCRIPT, media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    async def builds(request: Request) -> Response:
        seen = request.query_params.get("seen", "")
        end = time.monotonic() + _LONGEST_S
        while str(folders.number) == seen and time.monotonic() < end and not is_closing():
            await asyncio.sleep(_LOOK_S)
        return PlainTextResponse(str(folders.number), headers={"Cache-Control": "no-store"})

    return [Route(SCRIPT_PATH, script), Route(BUILDS_PATH, builds)]

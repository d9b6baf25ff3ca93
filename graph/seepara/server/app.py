"""The addresses of the service, and what is asked of a worker for each."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from .. import keys
from ..lineage.links import LineageKind
from ..model import Asserter
from ..queries import ready
from .builds import Builds
from .description import description
from .guards import App, Guarded
from .limits import Limits
from .messages import Question, Reply
from .negotiation import GRAPHS, HTML, chosen
from .pages import error_page, html
from .protocol import BadRequest, asked, fields_of

_EXPLORER = "explorer.html"
_EXPLORER_FILE = re.compile(r"explorer(?:[\w-]*/)?[\w-]*(?:\.[\w-]+)*\.(?:html|js)")
_FILE_TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_FRAMED = {"Content-Security-Policy": "frame-ancestors 'none'"}
_MOST_STEPS = 100

Endpoint = Callable[[Request], Awaitable[Response]]


def application(builds: Builds, limits: Limits, host: str, origins: Sequence[str] = ()) -> App:
    """The service over a build, bound to `host`; pages of `origins` may read its answers."""
    service = _Service(builds, limits)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await builds.start()
        try:
            yield
        finally:
            await builds.close()

    middleware = [
        Middleware(
            CORSMiddleware,
            allow_origins=list(origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Accept", "Content-Type"],
            max_age=3600,
        )
    ]
    routes: list[tuple[str, Endpoint, list[str]]] = [
        ("/", service.query, ["GET"]),
        ("/query", service.query, ["GET", "POST"]),
        ("/sparql", service.sparql, ["GET", "POST"]),
        ("/sparql/", service.sparql, ["GET", "POST"]),
        ("/id/{key:path}", service.node, ["GET"]),
        ("/lineage/{key:path}", service.lineage, ["GET"]),
        ("/explorer", service.to_explorer, ["GET"]),
        ("/explorer/{name:path}", service.explorer, ["GET"]),
        ("/health", service.health, ["GET"]),
    ]
    app = Starlette(
        routes=[Route(path, serve, methods=methods) for path, serve, methods in routes],
        middleware=middleware if origins else [],
        lifespan=life,
        exception_handlers={404: _not_found},
    )
    app.router.redirect_slashes = False
    return Guarded(app, host)


class _Service:
    def __init__(self, builds: Builds, limits: Limits) -> None:
        self._builds = builds
        self._limits = limits

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol; without a query, the description of the service."""
        accept = _accept(request)
        try:
            wanted = asked(
                request.method,
                request.scope["query_string"],
                request.headers.get("content-type", ""),
                await self._body(request),
            )
        except BadRequest as error:
            return _response(Reply.saying(error.status, str(error)))
        if wanted.text is None:
            return _described(str(request.base_url), accept)
        known = {
            "query": wanted.text,
            "default": wanted.dataset.default,
            "named": wanted.dataset.named,
            "accept": accept,
        }
        return await self._answer(request, self._builds.ask(Question("sparql", known)))

    async def query(self, request: Request) -> Response:
        """The page to ask from; `ready` names a ready query, `p-…` are its parameters."""
        try:
            fields = fields_of(request.scope["query_string"])
            if request.method == "POST":
                fields |= fields_of(await self._body(request))
        except BadRequest as error:
            return _response(html(error_page(error.status, str(error)), error.status))
        name = fields.get("ready", "")
        texts = {one.name: one.text for one in ready()}
        if name and name not in texts:
            return _response(html(error_page(404, "There is no ready query of this name."), 404))
        known = {
            "query": texts.get(name) or fields.get("query", ""),
            "ready_name": name,
            "parameters": {
                field.removeprefix("p-"): value
                for field, value in fields.items()
                if field.startswith("p-")
            },
            "format": fields.get("format", "html"),
        }
        return await self._answer(request, self._builds.ask(Question("asked", known)), True)

    async def node(self, request: Request) -> Response:
        """A document or another node, as a page or as RDF."""
        key = _key(request, "/id/")
        accept = _accept(request)
        part = request.query_params.get("graph", "")
        known = {"key": key, "accept": accept, "part": part}
        is_page = not part and chosen(accept, (HTML, *GRAPHS)) == HTML
        return await self._answer(request, self._builds.ask(Question("node", known)), is_page)

    async def lineage(self, request: Request) -> Response:
        """The lineage of a node as JSON, with the options of `seepara lineage`."""
        asked = request.query_params
        steps = {name: asked.get(name, "2") for name in ("up", "down")}
        for name, value in steps.items():
            if not (value.isascii() and value.isdigit() and int(value[:9]) <= _MOST_STEPS):
                said = f"{name} is a number of steps, at most {_MOST_STEPS}"
                return _response(Reply.saying(400, said))
        kinds, by, stated = asked.getlist("kind"), asked.get("by", ""), asked.get("stated", "")
        for said, words, may_be in (
            ("kind", kinds, [*LineageKind]),
            ("by", [by] if by else [], [*Asserter]),
            ("stated", [stated] if stated else [], ["true", "false"]),
        ):
            if unknown := set(words).difference(may_be):
                said = f"{said}={min(unknown)[:40]}: it can be {', '.join(may_be)}"
                return _response(Reply.saying(400, said))
        known = {
            "key": keys.join(_key(request, "/lineage/"), asked.get("unit", "")),
            **{name: int(value) for name, value in steps.items()},
            "kinds": kinds,
            "stated": stated == "true",
            "by": by,
            "to": asked.get("to", ""),
        }
        return await self._answer(request, self._builds.ask_lineage(Question("lineage", known)))

    async def to_explorer(self, request: Request) -> Response:
        """The explorer has its files beside it."""
        return RedirectResponse(f"/explorer/{_EXPLORER}", 307)

    async def explorer(self, request: Request) -> Response:
        """The explorer of the build, and the pieces that it loads."""
        name = request.path_params["name"]
        if not _EXPLORER_FILE.fullmatch(name):
            return await _not_found(request, None)
        try:
            path = self._builds.folder / name
            content = await asyncio.to_thread(path.read_bytes)
        except OSError:
            return await _not_found(request, None)
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {**_FRAMED, "ETag": tag, "Cache-Control": "no-cache"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(None, 304, headers)
        return Response(content, 200, headers, _FILE_TYPES[name.rpartition(".")[2]])

    async def health(self, request: Request) -> Response:
        """Whether a worker answers, and how many there are."""
        reply = await self._builds.ask(Question("alive"))
        said = self._builds.health
        body = json.dumps(said | ({} if reply.status == 200 else {"status": "no answer"}))
        status = 200 if reply.status == 200 else 503
        return Response(body + "\n", status, {"Cache-Control": "no-store"}, "application/json")

    async def _body(self, request: Request) -> bytes:
        """The body of a request; raises `BadRequest` for one that is too large or too slow."""
        if request.method in ("GET", "HEAD"):
            return b""
        body = bytearray()
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                async for piece in request.stream():
                    body += piece
                    if len(body) > self._limits.body:
                        raise BadRequest(413, f"more than {self._limits.body:,} bytes")
        except TimeoutError:
            raise BadRequest(408, "the request did not come in in time") from None
        except ClientDisconnect:
            raise BadRequest(400, "the request did not come in whole") from None
        return bytes(body)

    async def _answer(
        self, request: Request, reply_to_come: Coroutine[None, None, Reply], is_page: bool = False
    ) -> Response:
        """The reply to a question; the work on it ends when the client goes."""
        work = asyncio.ensure_future(reply_to_come)
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait((work, gone), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                return Response(None, 499)
            reply = work.result()
        finally:
            for task in (work, gone):
                if not task.done():
                    task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(work, gone, return_exceptions=True)
        if is_page and reply.status >= 400 and reply.media_type.startswith("text/plain"):
            said = reply.body.decode("utf-8", "replace")
            return _response(html(error_page(reply.status, said), reply.status))
        return _response(reply)


async def _gone(request: Request) -> None:
    """Return when the client has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, dict(reply.headers), reply.media_type)


def _described(base: str, accept: str) -> Response:
    """The service description; a browser is led to the page to ask from."""
    media_type = chosen(accept, (*GRAPHS, HTML))
    if media_type == HTML:
        return RedirectResponse("/query", 303, {"Vary": "Accept"})
    if media_type is None:
        return _response(Reply.saying(406, f"it can be had as {', '.join(GRAPHS)}"))
    body = description(f"{base}sparql", media_type)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Response(body, 200, {"Vary": "Accept"}, media_type + charset)


async def _not_found(request: Request, error: Any) -> Response:
    if chosen(_accept(request), (HTML, "text/plain")) == HTML:
        return _response(html(error_page(404, "There is no such page."), 404))
    return _response(Reply.saying(404, "there is nothing here"))


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _key(request: Request, before: str) -> str:
    """The key in an address: what follows the base in an IRI, or a key as people write it."""
    path = request.scope["raw_path"].decode("ascii", "replace").removeprefix(before)
    try:
        key = keys.key_of(f"{keys.ID_BASE}{path}")
    except ValueError:
        raise HTTPException(400, "the address must be percent-encoded UTF-8") from None
    return key.encode("utf-8", "replace").decode()

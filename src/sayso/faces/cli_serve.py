"""The command `sayso serve`: a ledger -> a page in a browser, and REST, on this machine."""

from __future__ import annotations

import ipaddress
import logging
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.faces.cli_start import FAILED, opened, refuse, settings_in_force

if TYPE_CHECKING:
    from sayso.faces.web.guard import App, Message, Receive, Scope, Send

log = logging.getLogger("sayso.access")
ANYWHERE = frozenset({"0.0.0.0", "::", ""})
WAITING = 128  # connections that may queue


def serve(
    ledger: Annotated[
        str | None, typer.Option(envvar="SAYSO_LEDGER", help="A SQLite file, or postgresql://...")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8000,
    host: Annotated[str, typer.Option(help="Where to listen; without it only this machine can ask.")] = "127.0.0.1",
    demo: Annotated[bool, typer.Option("--demo", help="Show the examples, in a ledger that is thrown away.")] = False,
    allow_judging: Annotated[
        bool, typer.Option("--allow-judging", help="Let people who have a token judge on the page.")
    ] = False,
    new_token: Annotated[bool, typer.Option("--new-token", help="Make a new token; the old one ends.")] = False,
) -> None:
    """Show a ledger in a browser: events, who says so, how far they agree."""
    if ledger is None and not demo:
        refuse("a ledger is needed: --ledger LEDGER; --demo shows one made of the examples")
    with _ledger(ledger, demo) as engine:
        token = _token(engine, new_token) if allow_judging else None
        listener = _listen(host, port)
        try:
            _run(engine, token, host, listener, demo)
        finally:
            listener.close()
            engine.dispose()


@contextmanager
def _ledger(ledger: str | None, demo: bool) -> Iterator[Any]:
    """Yield the ledger; with `demo`, one in a folder of its own, which goes when it is done."""
    if not demo:
        with opened(ledger or "") as engine:
            yield engine
        return
    from sayso.faces.web import demo as examples

    if examples.folder() is None:
        refuse(examples.MISSING, FAILED)
    with tempfile.TemporaryDirectory(prefix="sayso-demo-") as folder, opened(f"{folder}/demo.db", make=True) as engine:
        typer.echo("reading the examples ...")
        number = examples.fill(engine, settings_in_force())
        typer.echo(f"{number} examples read; all but the four of Madrid tell of invented places, people and happenings")
        yield engine


def _token(engine: Any, new: bool) -> str:
    """Return the hash of the token that the ledger keeps; make one where there is none, and print it once."""
    from sayso.faces.web.token import new_token
    from sayso.ledger.store import writing
    from sayso.ledger.upkeep.facts import TOKEN, fact, keep_fact

    with writing(engine) as connection:
        kept = fact(connection, TOKEN)
        if kept is not None and not new:
            typer.echo("judging is allowed with the token that was shown before; --new-token makes another")
            return kept
        token, kept = new_token()
        keep_fact(connection, TOKEN, kept)
    typer.echo(f"token for judging, shown this once: {token}")
    return kept


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; refuse an address that cannot be had."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, number)
    except (OSError, UnicodeError) as error:
        refuse(f"{host}: {error}", FAILED)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(WAITING)
    except OSError as error:
        listener.close()
        refuse(f"{host}:{port}: {error.strerror}", FAILED)
    return listener


def _run(engine: Any, token: str | None, host: str, listener: socket.socket, demo: bool) -> None:
    """Answer requests until Ctrl-C."""
    import uvicorn

    at = listener.getsockname()
    if not is_loopback(at[0]):
        typer.echo(f"sayso: warning: everyone who reaches {at[0]} can read this ledger"
                   + (", and the token travels unencrypted" if token else ""), err=True)  # fmt: skip
    name = "127.0.0.1" if at[0] in ANYWHERE else host
    typer.echo(f"http://{f'[{name}]' if ':' in name else name}:{at[1]}/ shows the ledger; Ctrl-C ends it")
    sys.stdout.flush()
    _warm()
    config = uvicorn.Config(application(engine, token, host, at[0], demo), access_log=False, log_level="warning",
                            server_header=False, timeout_graceful_shutdown=3, workers=1)  # fmt: skip
    shown = logging.StreamHandler()  # standard error
    log.addHandler(shown)
    log.setLevel(logging.INFO)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    log.removeHandler(shown)
    typer.echo("ended")


def _warm() -> None:
    """Load what pages need beside the ledger, so that the first reader does not wait for it."""
    from sayso.faces.web.pages import templates
    from sayso.knowledge.gazetteer import load_gazetteer
    from sayso.knowledge.outlines import load_outlines
    from sayso.knowledge.registry import load_registry

    load_registry(), load_gazetteer(), load_outlines("world"), templates()


def application(engine: Any, token: str | None, host: str, at: str, demo: bool = False) -> Any:
    """Return the application with what a server needs around it: a log, and an eye on the name it is asked by."""
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from sayso.faces.web.app import Serving, create_app

    app = create_app(engine, Serving(token=token, demo=demo))
    if is_loopback(at):  # or a page elsewhere could give its own name this address and read along
        names = {"127.0.0.1", "localhost", "[::1]", "::1", host, f"[{host}]"}
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=sorted(names), www_redirect=False)
    app.add_middleware(AccessLog)
    return app


def is_loopback(address: str) -> bool:
    """True if only this machine can reach an address."""
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


class AccessLog:
    """Logs method, path, status and milliseconds of every answer: no query, which holds what people look for."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and log its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            path = ascii(scope["path"])[1:-1][:200]
            log.info("%s %s %d %.0f ms", scope["method"], path, status, 1000 * (time.perf_counter() - began))

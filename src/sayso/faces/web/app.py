"""A ledger -> the web application: pages for people, REST for programs."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteError

from sayso.faces.web import (
    actor_page,
    api_docs,
    coverage,
    dyad_page,
    event_page,
    export_page,
    overview,
    paste,
    report_page,
    rest,
    review,
)
from sayso.faces.web.fresh import Fresh
from sayso.faces.web.guard import Guard
from sayso.faces.web.pages import HERE, page
from sayso.faces.web.warm import Warm
from sayso.ledger.search.filters import Filter
from sayso.ledger.store import Engine
from sayso.version import __version__

# To add a page or a part of the REST interface, write a module with a router and name it here.
ROUTERS = (
    overview.router, event_page.router, report_page.router, actor_page.router, dyad_page.router, coverage.router,
    paste.router, export_page.router, review.router, api_docs.router, rest.router,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How a ledger is served; `token` is the hash of the word that lets people judge, None: nobody may."""

    token: str | None = None
    demo: bool = False


def create_app(engine: Engine, serving: Serving = Serving()) -> FastAPI:
    """Return the application that serves a ledger."""
    app = FastAPI(
        title="sayso", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        summary="What is claimed to have happened, who says so, how far they agree.",
    )  # fmt: skip
    app.state.engine, app.state.token, app.state.demo = engine, serving.token, serving.demo
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(StarletteError, _failed)
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_middleware(Fresh, engine=engine)
    app.add_middleware(Warm, engine=engine)
    app.add_middleware(Guard)
    return app


def _failed(request: Request, error: Exception) -> Response:
    """Answer programs with JSON and people with a page, and neither with more than the reason."""
    assert isinstance(error, HTTPException | StarletteError)
    if request.url.path.startswith("/api"):
        return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)
    if request.url.path.startswith("/static"):
        return PlainTextResponse("not found", error.status_code)
    shown = page(request, "error.html", status=error.status_code, asked=Filter(), reason=str(error.detail))
    shown.headers.update(error.headers or {})
    return shown


def _unfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
    return _failed(request, HTTPException(422, told))

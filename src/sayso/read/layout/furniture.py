"""A line of a page -> whether it is furniture: sharing, links to elsewhere, subscriptions, cookies, adverts, rights."""

from __future__ import annotations

import re

LONGEST = 220  # what is longer is text, whatever it begins with
LONGEST_HEADER = 60

_NETWORKS = (
    r"facebook|twitter|x|linkedin|whats ?app|instagram|pinterest|reddit|telegram|tumblr|flipboard|messenger|youtube"
    r"|tiktok|threads|bluesky|mastodon|viber|pocket|google\+?|sms|e-?mail|mail|rss"
)
_BUTTONS = (
    rf"{_NETWORKS}|connect|tweet|comments?|more|share|shares|print|copy link|copy|link|save|pin it|pin|like|follow|"
    r"post|close|menu|search|listen|bookmark|send|on|via|this|article|story|to|friends?|by"
)

# To add a line that is furniture by itself, add it here.
_ALONE = (
    _NETWORKS,
    r"tweet|share|print|comments?|close|menu|search|home|top|more|tags?|topics?|next|previous|loading|register",
    r"advertise?ments?|sponsored(?: content)?|promoted|newsletters?|subscribe(?: now)?|sign (?:in|up)|log ?in",
    r"skip to (?:main )?content|back to top|go to top|show more|load more|continue reading|play(?: video)?|watch live",
    r"read (?:more|on|next|also)|see (?:more|also)",
    r"(?:the )?(?:story|article) continues (?:below|after)(?: advertisement)?",
    r"recommended(?: for you)?|recommend (?:this )?to (?:a )?friends?|trending|don['’]?t miss|editor['’]?s picks?",
    r"most (?:read|popular|viewed|shared|commented)|view (?:all )?comments|leave a (?:comment|reply)|cancel reply",
)
# To add a kind of furniture, add what its line begins with; the whole line is then furniture.
_BEGINNINGS = (
    r"share (?:this|via)\b|tweet this\b|e-?mail this\b|print this\b|send this\b|recommend (?:this|to)\b",
    r"(?:click|tap) (?:here|on|below)\b",
    r"read (?:more|also|next|the full (?:story|article))\s*[:|»>-]",
    r"read more (?:about|on|at|from|here|stories|news)\b|also read\b\s*[:|-]|see also\b\s*:|related\s*:|watch\s*[:|]",
    r"more on this\b|more (?:from|stories|news)\b[^.]{0,60}$",
    r"related (?:articles?|stories|story|news|topics?|content|posts?|links?|coverage|video|reading)\b",
    r"you (?:may|might) (?:also )?(?:like|be interested)\b|recommended (?:stories|articles|reading|for you)\b",
    rf"follow (?:us|me|@\w+|the (?:author|writer|reporter|latest)|\w+(?: \w+)? on (?:{_NETWORKS}))\b",
    r"(?:like|find|join|contact) us(?: (?:on|at|here|now|today|via)\b|[\s.!]*$)",
    r"sign up (?:for|to|here|now|today)\b.*\b(?:newsletters?|e-?mails?|alerts?|updates?|briefings?|digest|inbox)",
    r"get (?:our|the|all the) .*\b(?:newsletter|alerts|inbox|app)\b|subscribe (?:to|now|here|for|today)\b",
    r"(?:already )?a subscriber\?|download (?:the|our) .*\bapp\b|our app\b",
    r"(?:copyright|©)\s*(?:©|\(c\)|\d{4}|by\b|the\b|:)|\(c\)\s*(?:\d{4}|copyright)",
    r"(?:this|that) material may not be (?:published|reproduced)",
    r"\d[\d,.]*k?\s+(?:comments?|shares?|views?|likes?|retweets?|votes?)\s*$",
    r"(?:comments?|shares?|views?|likes?)\s*[:(]?\s*\d[\d,.]*k?\s*\)?\s*$",
    r"(?:post|add|leave|write|view|show|hide|join|see) (?:(?:a|the|your|all|\d+) )?(?:comments?|conversation)[\s.:!]*$",
    r"please (?:enable|sign|log|subscribe|support)\b.*\b(?:javascript|in|up|newsletter|us)\b",
    r"your e-?mail address will not be published\b|terms (?:of (?:use|service|sale)|(?:and|&) conditions)\b",
    r"privacy policy\b|cookie (?:policy|settings|notice|preferences)\b|(?:accept|reject|manage) (?:all )?cookies\b",
    r"advertisement\s*[|:-]|(?:sponsored|promoted) by\b[^.,]{0,60}$|support (?:our|independent) journalism\b",
    r"(?:make|become) a (?:donation|supporter|subscriber)\b[^.]{0,30}\.?$",
    r"(?:just|must) watch(?:ed)?\b[^.!?]{0,120}(?:replay|\d\d:\d\d)",  # a player's list of videos
    r"filed under\b|tags?\s*:|topics?\s*:|categor(?:y|ies)\s*:|(?:permalink|trackback|shortlink)\b",
)
_ANYWHERE = (
    r"\ball rights reserved\b|\b(?:enable|turn on) javascript\b|\bcommenting\b.*\b(?:guidelines|rules|policy|faqs?)\b",
    r"\b(?:site|website|page|we|our|partners?)\b.*\b(?:use|uses|using)\b.*\bcookies\b",
    r"\bcookies\b.*\b(?:consent|accept|browser|experience)\b",
    r"\bto (?:our|this) (?:\w+ )?(?:newsletter|mailing list|youtube channel)\b",
)
# What follows these, line by line without a full stop, are headlines of other reports.
_HEADERS = (
    r"related (?:articles?|stories|news|topics?|content|posts?|links?|coverage)|more (?:from|on|stories|news)\b.*",
    r"most (?:read|popular|viewed|shared|commented)|(?:read|watch) (?:next|more|also)|you (?:may|might) also .*",
    r"recommended(?: stories| for you| articles)?|trending(?: now)?|editor['’]?s picks?|see also",
    r"latest (?:news|stories|headlines)",
)


def _any(patterns: tuple[str, ...], after: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)}){after}", re.I)


_WHOLE_LINES = (
    _any(_ALONE, r"[\s.:…»>!|]*"),
    _any((rf"(?:(?:{_BUTTONS})[\s|/·•,:+()\d-]*){{2,}}",)),  # "CONNECT TWEET LINKEDIN COMMENTEMAILMORE"
    _any((r"(?:[^\W\d_]\W+){1,4}[^\W\d_]",)),  # "A A A": the size of the type
)
_BEGINNING = _any(_BEGINNINGS)
_PHRASE = _any(_ANYWHERE)
_HEADER = _any(_HEADERS, r"\s*[:.»>]*")


def is_furniture(line: str) -> bool:
    """Return whether a whole line belongs to the page rather than to the report.

    "Share this article", "Read more: Ostra port shut", "12 comments", "* * *"
    """
    if len(line) > LONGEST:
        return False
    if not any(c.isalnum() for c in line) or any(p.fullmatch(line) for p in _WHOLE_LINES):
        return True
    return _BEGINNING.match(line) is not None or _PHRASE.search(line) is not None


def heads_a_list(line: str) -> bool:
    """Return whether a line announces links to other reports: "Related articles"."""
    return len(line) <= LONGEST_HEADER and _HEADER.fullmatch(line) is not None

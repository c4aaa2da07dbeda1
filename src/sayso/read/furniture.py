"""A line of a page -> whether it is furniture: sharing, links to elsewhere, subscriptions, cookies, adverts, rights."""

from __future__ import annotations

import re

LONGEST = 220  # what is longer is text, whatever it begins with

_NETWORKS = (
    r"facebook|twitter|x|linkedin|whats ?app|instagram|pinterest|reddit|telegram|tumblr|flipboard|messenger|youtube"
    r"|tiktok|threads|bluesky|mastodon|viber|pocket|google\+?|sms|e-?mail|mail|rss"
)
_BUTTONS = (
    rf"{_NETWORKS}|connect|tweet|comments?|more|share|shares|print|copy link|copy|link|save|pin it|pin|like|follow|"
    r"post|close|menu|search|listen|bookmark|send|on|via|this|article|story|to|friends?|by"
)
_SHARE_RUN = re.compile(rf"(?:(?:{_BUTTONS})[\s|/·•,:+()\d-]*){{2,}}", re.I)
_ALONE = re.compile(
    rf"(?:{_NETWORKS}|tweet|share|print|comments?|close|menu|search|advertise?ments?|sponsored(?: content)?|promoted"
    r"|newsletters?|subscribe(?: now)?|sign (?:in|up)|log ?in|register|loading|play(?: video)?|home|top"
    r"|skip to (?:main )?content|back to top|go to top|next|previous|read (?:more|on|next|also)|see (?:more|also)|show more"
    r"|load more|continue reading|story continues below(?: advertisement)?|more|tags?|topics?|watch live"
    r"|the article continues below|article continues (?:below|after advertisement)|recommended(?: for you)?"
    r"|recommend (?:this )?to (?:a )?friends?|view (?:all )?comments|leave a (?:comment|reply)|cancel reply|trending"
    r"|most (?:read|popular|viewed|shared|commented)|editor['’]?s picks?|don['’]?t miss)[\s.:…»>!|]*",
    re.I,
)

# To add a kind of furniture, add what its line begins with; the whole line is then furniture.
_BEGINNINGS = re.compile(
    r"(?:"
    r"share (?:this|via)\b|tweet this\b|e-?mail this\b|print this\b|send this\b|recommend (?:this|to)\b"
    r"|(?:click|tap) (?:here|on|below)\b"
    r"|read (?:more|also|next|the full (?:story|article))\s*[:|»>-]|read more (?:about|on|at|from|here|stories|news)\b"
    r"|also read\b\s*[:|-]|see also\b\s*:|related\s*:|watch\s*[:|]|more on this\b|more (?:from|stories|news)\b[^.]{0,60}$"
    r"|related (?:articles?|stories|story|news|topics?|content|posts?|links?|coverage|video|reading)\b"
    r"|you (?:may|might) (?:also )?(?:like|be interested)\b|recommended (?:stories|articles|reading|for you)\b"
    r"|follow (?:us|me|him|her|them|@\w+|the (?:author|writer|reporter|latest)|\w+(?: \w+)? on (?:twitter|facebook|x|instagram))\b"
    r"|(?:like|find|join|contact) us(?: (?:on|at|here|now|today|via)\b|[\s.!]*$)"
    r"|(?:sign|signed) up (?:for|to|here|now|today)\b.*\b(?:newsletters?|e-?mails?|alerts?|updates?|briefings?|digest|inbox|free)"
    r"|get (?:our|the|all the) .*\b(?:newsletter|alerts|inbox|app)\b|subscribe (?:to|now|here|for|today)\b"
    r"|(?:already )?a subscriber\?|download (?:the|our) .*\bapp\b|our app\b"
    r"|(?:copyright|©)\s*(?:©|\(c\)|\d{4}|by\b|the\b|:)|\(c\)\s*(?:\d{4}|copyright)|(?:this|that) material may not be (?:published|reproduced)"
    r"|\d[\d,.]*k?\s+(?:comments?|shares?|views?|likes?|retweets?|votes?)\s*$"
    r"|(?:comments?|shares?|views?|likes?)\s*[:(]?\s*\d[\d,.]*k?\s*\)?\s*$"
    r"|(?:post|add|leave|write|view|read|show|hide|join|see) (?:a |the |your |all |\d+ )*(?:comments?|conversation|discussion)\s*[.:!]?\s*$"
    r"|please (?:read|enable|sign|log|subscribe|share|support|wait|try)\b.*\b(?:rules|guidelines|javascript|in|up|newsletter|us|friends|again|\.\.\.)"
    r"|your e-?mail address will not be published\b|(?:terms (?:of (?:use|service|sale)|(?:and|&) conditions)|privacy policy|cookie (?:policy|settings|notice|preferences))\b"
    r"|(?:accept|reject|manage) (?:all )?cookies\b|advertisement\s*[|:-]|(?:sponsored|promoted) by\b[^.,]{0,60}$"
    r"|support (?:our|independent) journalism\b|(?:make|become) a (?:donation|member|supporter|subscriber)\b[^.]{0,30}\.?$"
    r"|filed under\b|tags?\s*:|topics?\s*:|categor(?:y|ies)\s*:|(?:permalink|trackback|shortlink)\b"
    r")",
    re.I,
)
_ANYWHERE = re.compile(
    r"\ball rights reserved\b"
    r"|\b(?:site|website|page|we|our|partners?)\b.*\b(?:use|uses|using)\b.*\bcookies\b|\bcookies\b.*\b(?:consent|accept|browser|experience)\b"
    r"|\bcommenting\b.*\b(?:guidelines|rules|policy|faqs?)\b"
    r"|\b(?:enable|turn on) javascript\b"
    r"|\bto (?:our|the|this) (?:\w+ )?(?:newsletter|mailing list|youtube channel)\b",
    re.I,
)
_HEADERS = re.compile(  # what follows them, line by line without a full stop, are headlines of other reports
    r"(?:related (?:articles?|stories|news|topics?|content|posts?|links?|coverage)|more (?:from|on|stories|news)\b.*"
    r"|most (?:read|popular|viewed|shared|commented)|(?:read|watch) (?:next|more|also)|you (?:may|might) also .*"
    r"|recommended(?: stories| for you| articles)?|trending(?: now)?|editor['’]?s picks?|see also|latest (?:news|stories|headlines))"
    r"\s*[:.»>]*",
    re.I,
)
_LETTER_BUTTONS = re.compile(r"(?:[^\W\d_]\W+){1,4}[^\W\d_]")  # "A A A": the size of the type


def is_furniture(line: str) -> bool:
    """Return whether a whole line belongs to the page rather than to the report.

    "CONNECT TWEET LINKEDIN COMMENTEMAILMORE", "Read more: Ostra port shut", "12 comments", "* * *"
    """
    if len(line) > LONGEST:
        return False
    if not any(c.isalnum() for c in line):
        return True
    whole = (_ALONE, _SHARE_RUN, _LETTER_BUTTONS)
    return (
        any(p.fullmatch(line) for p in whole)
        or _BEGINNINGS.match(line) is not None
        or _ANYWHERE.search(line) is not None
    )


def heads_a_list(line: str) -> bool:
    """Return whether a line announces links to other reports: "Related articles"."""
    return len(line) <= 60 and _HEADERS.fullmatch(line) is not None

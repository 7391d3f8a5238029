"""Invented reports of any number, for measuring speed: the same number gives the same texts."""

from __future__ import annotations

import random

__all__ = ["report"]

_SENTENCES = """
{a} said on {day} that its forces had shelled positions held by {b} near {place}.
{leader} told reporters in {place} that {a} would not withdraw unless {b} freed its prisoners.
The foreign ministry of {b} condemned the attack and urged {a} to return to talks.
“We are ready to meet at any time,” {leader} said, “but we will not be threatened.”
At least {n} people were killed when drones struck a market in {place}, local officials said.
{c} offered to host a new round of negotiations if both sides accepted a ceasefire.
{a} denied that it had moved troops across the river, and accused {b} of firing first.
Aid agencies warned that supplies in {place} could run out within {n} days.
The council adopted a resolution demanding that {b} open the road to {place} for relief convoys.
{leader} hinted that the sanctions might be eased once the inspectors had finished their work.
According to a report seen by diplomats, {c} has sent {n} armoured vehicles to {b}.
There are concerns that the plan may involve ceding land around {place} in return for a freeze.
Thousands marched through {place} on {day} to protest against the curfew.
The two leaders agreed to exchange prisoners and to reopen the border crossing at {place}.
{b} expelled {n} diplomats from {a}, calling their conduct unacceptable.
If {a} attacks {place}, {c} will cut off its gas deliveries, the minister said.
{leader} praised {c} for its support and thanked its people for sheltering refugees.
The army has not yet taken {place}, although it advanced {n} kilometres over the weekend.
{c} called on both parties to refrain from steps that would make a settlement harder.
Neither side has published its losses, and the figures could not be checked independently.
Talks broke down after {b} rejected a proposal under which {place} would be neutral for {n} years.
Police arrested {n} opposition members in {place}, and two newspapers were closed.
""".strip().split("\n")
_PARTIES = ["Sarnia", "Kadra", "Velmia", "the Ula Front", "Norland", "the Coast League", "Ostrava"]
_PLACES = ["Vesk", "Port Lisse", "the Amber Valley", "Orr", "Hadan", "Kesh Gate", "Lower Tamm"]
_LEADERS = [
    "President Ane Solberg",
    "General Ilo Marek",
    "Foreign Minister Tomas Reve",
    "Prime Minister Dara Quill",
    "the group's spokesman, Hanno Bex,",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def report(number: int, *, sentences: int = 20) -> str:
    """The text of one report."""
    rng = random.Random(number)
    paragraphs: list[list[str]] = [[f"Report {number} from {rng.choice(_PLACES)}"]]
    for k in range(sentences - 1):
        a, b, c = rng.sample(_PARTIES, 3)
        line = rng.choice(_SENTENCES).format(
            a=a,
            b=b,
            c=c,
            place=rng.choice(_PLACES),
            leader=rng.choice(_LEADERS),
            day=rng.choice(_DAYS),
            n=rng.randint(3, 90),
        )
        if k % 4 == 0:
            paragraphs.append([])
        paragraphs[-1].append(line[0].upper() + line[1:])
    return "\n\n".join(" ".join(p) for p in paragraphs) + "\n"

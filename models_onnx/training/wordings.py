"""What people type beside a photo: one word of a name, a slip of the keyboard."""

from __future__ import annotations

import random

SHORTEST_WORD = 3


def one_word(name: str, rng: random.Random) -> str:
    """One word of a name that says something."""
    words = [word for word in name.replace("-", " ").split() if len(word) >= SHORTEST_WORD]
    return rng.choice(words or [name])


def misspelt(word: str, rng: random.Random) -> str:
    """The word with two letters swapped, one left out, or one twice; the first one is right."""
    if len(word) <= SHORTEST_WORD:
        return word
    at = rng.randrange(1, len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return rng.choice([swapped, word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]])

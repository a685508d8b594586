-- Every card that was ever answered or marked, by the permanent ids of library and card.
CREATE TABLE card (
    id INTEGER PRIMARY KEY,
    library TEXT NOT NULL,
    card TEXT NOT NULL,
    UNIQUE (library, card)
) STRICT;

-- What answers said when they were asked for; the key is FNV-1a of the text, or the next free
-- number where another text has it.
CREATE TABLE answer (
    hash INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

-- The log. `seq` is the place in it, counted over reviews and marks alike.
-- The columns that replaying needs stand first, so that reading them touches no text.
CREATE TABLE review (
    seq INTEGER PRIMARY KEY,
    card INTEGER NOT NULL REFERENCES card,
    at_ms INTEGER NOT NULL,
    offset_s INTEGER NOT NULL,
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    took_ms INTEGER NOT NULL CHECK (took_ms >= 0),
    form TEXT NOT NULL,
    verdict TEXT NOT NULL,
    answer INTEGER NOT NULL REFERENCES answer,
    typed TEXT NOT NULL,
    UNIQUE (card, at_ms)
) STRICT;

CREATE TABLE mark (
    seq INTEGER PRIMARY KEY,
    card INTEGER NOT NULL REFERENCES card,
    at_ms INTEGER NOT NULL,
    offset_s INTEGER NOT NULL,
    kind TEXT NOT NULL,
    remark TEXT NOT NULL
) STRICT;

CREATE INDEX mark_of_card ON mark (card);

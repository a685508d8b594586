-- Where the log was changed otherwise than by adding to its end: taken back, edited, put between.
-- What was derived from a part of the log holds for as long as no row tells of that part.
-- The first row is the birth of the log. Tokens are by chance, so that two copies of a log that
-- went different ways can be told apart.
CREATE TABLE amendment (
    number INTEGER PRIMARY KEY,
    -- The log is the same as before below this place.
    seq INTEGER NOT NULL,
    token INTEGER NOT NULL
) STRICT;

INSERT INTO amendment (seq, token) VALUES (0, random());

CREATE TRIGGER review_removed AFTER DELETE ON review BEGIN
    INSERT INTO amendment (seq, token) VALUES (OLD.seq, random());
END;

CREATE TRIGGER review_edited AFTER UPDATE ON review BEGIN
    INSERT INTO amendment (seq, token) VALUES (min(OLD.seq, NEW.seq), random());
END;

CREATE TRIGGER review_put_between AFTER INSERT ON review
WHEN NEW.seq < (SELECT max(seq) FROM review) OR NEW.seq <= (SELECT max(seq) FROM mark)
BEGIN
    INSERT INTO amendment (seq, token) VALUES (NEW.seq, random());
END;

CREATE TRIGGER mark_removed AFTER DELETE ON mark BEGIN
    INSERT INTO amendment (seq, token) VALUES (OLD.seq, random());
END;

CREATE TRIGGER mark_edited AFTER UPDATE ON mark BEGIN
    INSERT INTO amendment (seq, token) VALUES (min(OLD.seq, NEW.seq), random());
END;

CREATE TRIGGER mark_put_between AFTER INSERT ON mark
WHEN NEW.seq < (SELECT max(seq) FROM mark) OR NEW.seq <= (SELECT max(seq) FROM review)
BEGIN
    INSERT INTO amendment (seq, token) VALUES (NEW.seq, random());
END;

-- Cards are never removed and never change, and their ids only grow.
CREATE TRIGGER card_removed AFTER DELETE ON card BEGIN
    INSERT INTO amendment (seq, token) VALUES (0, random());
END;

CREATE TRIGGER card_edited AFTER UPDATE ON card BEGIN
    INSERT INTO amendment (seq, token) VALUES (0, random());
END;

CREATE TRIGGER card_put_between AFTER INSERT ON card
WHEN NEW.id < (SELECT max(id) FROM card)
BEGIN
    INSERT INTO amendment (seq, token) VALUES (0, random());
END;

-- What learners took for the answer, so that asking a card again does not read all its reviews.
CREATE INDEX wrong_answer ON review (card, typed) WHERE verdict = 'wrong' AND typed <> '';

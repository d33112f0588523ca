"""The words of Cypher that a read-only query may use, and those that it may not even use as names."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CLAUSES = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")

WRITES = _words(
    """ALTER COMMIT CREATE CSV DEALLOCATE DELETE DENY DETACH DROP FOREACH GRANT INSERT LOAD MERGE NODETACH PERIODIC
    REALLOCATE REMOVE RENAME REVOKE SET SHOW TERMINATE TRANSACTIONS USE USING"""
)
"""Words of statements that write, administer or read files. Free as labels, property names and quoted names."""

RESERVED = WRITES | _words(
    """ALL AND AS ASC ASCENDING BY CALL CASE CONTAINS DESC DESCENDING DISTINCT ELSE END ENDS EXPLAIN FALSE FINISH IN IS
    LIMIT MATCH NOT NULL OFFSET OPTIONAL OR ORDER PROFILE RETURN SKIP STARTS THEN TRUE UNION UNWIND WHEN WHERE WITH XOR
    YIELD"""
)
"""Words that are never the name of a variable or a column."""

FUNCTIONS = _words(
    """abs acos all allshortestpaths any asin atan atan2 avg ceil char_length character_length coalesce collect cos cot
    count date date.realtime date.statement date.transaction date.truncate datetime datetime.truncate degrees
    duration duration.between duration.indays duration.inmonths duration.inseconds e elementid endnode exists exp
    floor haversin head id isempty isnan keys labels last left length localdatetime localtime log log10 lower ltrim max
    min nodes none normalize nullif percentilecont percentiledisc pi point point.distance properties radians rand range
    reduce relationships replace reverse right round rtrim shortestpath sign sin single size split sqrt startnode
    stdev stdevp substring sum tail tan time timestamp toboolean tobooleanlist tobooleanornull tofloat tofloatlist
    tofloatornull tointeger tointegerlist tointegerornull tolower tostring tostringlist tostringornull toupper trim
    type upper valuetype"""
)
"""Built-in functions that only compute, in lower case."""

PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})
"""Procedures that only read the graph's own vocabulary, in lower case."""

MAX_HOPS = 15
"""Upper bound of a path of variable length."""

MAX_LOOPS = 2
"""How many list comprehensions, reduce() and any() may stand in each other: a store does not look at the clock in them."""

MAX_RANGE = 10_000
"""The largest number that may be written in range()."""

MAX_DEPTH = 60
"""How deep brackets may be nested."""

MAX_SIGNS = 8
"""How many of NOT, + and - may stand before one operand."""

"""Money: whole yuan at the doors, integer fen inside."""

FEN_IN_A_YUAN = 100


def fen_from_yuan(yuan: int) -> int:
    """Whole yuan → fen."""
    return yuan * FEN_IN_A_YUAN


def yuan_from_fen(fen: int) -> int:
    """Fen → whole yuan, rounded half up, for a person to read."""
    return (fen + FEN_IN_A_YUAN // 2) // FEN_IN_A_YUAN

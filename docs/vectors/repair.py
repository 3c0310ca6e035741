"""Writes repair.txt: data pieces of one generation and repair pieces, by multiplication as on paper.

Run by hand: python3 docs/vectors/repair.py > docs/vectors/repair.txt
"""

import random

RANDOM = random.Random(20261121)


def product(one, other):
    result = 0
    for bit in range(8):
        if other >> bit & 1:
            result ^= one << bit
    for bit in range(14, 7, -1):
        if result >> bit & 1:
            result ^= 0x11D << (bit - 8)
    return result


def inverse(unit):
    return next(other for other in range(1, 256) if product(unit, other) == 1)


def repair(data, index):
    piece = [0] * len(data[0])
    for of, known in enumerate(data):
        factor = inverse(index ^ of)
        piece = [total ^ product(factor, byte) for total, byte in zip(piece, known)]
    return bytes(piece)


print('# Repair pieces (docs/protocol.md, "Transfers"): data pieces joined by commas, piece index, repair piece')
for size, length, index in [(1, 4, 1), (1, 4, 255), (2, 4, 2), (3, 8, 3), (3, 8, 4), (5, 8, 200), (63, 3, 64),
                            (64, 3, 64), (64, 3, 255)]:
    pieces = [bytes(RANDOM.randrange(256) for _ in range(length)) for _ in range(size)]
    print(','.join(piece.hex() for piece in pieces), index, repair(pieces, index).hex())

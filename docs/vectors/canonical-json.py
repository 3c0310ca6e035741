"""Writes wire-canonical-json.txt: documents and what Python makes of them.

Run by hand: python3 docs/vectors/canonical-json.py > docs/vectors/wire-canonical-json.txt
Each line: hex of the UTF-8 input document, one space, hex of its canonical form.
"""

import json
import random
import struct

RANDOM = random.Random(20261121)
LETTERS = 'abz019 _"\\/\b\f\n\r\t\x00\x1f\x7f\x80\u00e9\u07ff\u2028\ud7ff\ue000\uffff\U00010000\U0001f600\U0010ffff'
FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1, 1e-4, 1e-5, 9.999e-5, 123456789.125, 1e15, 1e16, 1e17, 9007199254740993.0,
          1.7976931348623157e308, 2.2250738585072014e-308, 5e-324, 1e-323, 1.5e-323, 2e-323, 9.5e-323, 1e22, 1e23,
          2e23, 8.41e21, 2.0e-3, 4.35, 0.3, 1 / 3, 123e45, 9.5e-320, 5e-5, 100.0, 1e100]


def text():
    return ''.join(RANDOM.choice(LETTERS) for _ in range(RANDOM.randrange(8)))


def any_float():
    if RANDOM.random() < 0.3:
        return RANDOM.choice(FLOATS)
    while True:
        value = struct.unpack('>d', RANDOM.randbytes(8))[0]
        if value == value and abs(value) != float('inf'):
            return value


def any_value(depth):
    kind = RANDOM.randrange(9 if depth < 4 else 6)
    if kind == 0:
        return text()
    if kind == 1:
        return RANDOM.choice([0, -1, 23, 24, 255, 256, -256, -257, 65536, 2**31, -2**31, 2**63, -2**63 - 1, 2**64,
                              -2**64, -2**64 - 1, 10**40])
    if kind == 2:
        return RANDOM.randrange(-10**9, 10**9)
    if kind in (3, 4):
        return any_float()
    if kind == 5:
        return RANDOM.choice([True, False, None])
    if kind == 6:
        return [any_value(depth + 1) for _ in range(RANDOM.randrange(5))]
    return {text(): any_value(depth + 1) for _ in range(RANDOM.randrange(6))}


def line(value, **style):
    document = json.dumps(value, **style).encode('utf-8')
    canonical = json.dumps(json.loads(document), sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    return document.hex() + ' ' + canonical.encode('utf-8').hex()


for value in FLOATS:
    print(line(value))
    print(line(-value))
for _ in range(1500):
    print(line(any_float()))
for index in range(500):
    print(line(any_value(0), ensure_ascii=index % 2 == 0, indent=index % 3 or None))

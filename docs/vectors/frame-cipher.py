#!/usr/bin/env python3
"""Recomputes sealed.txt with nothing but Python's own hmac: an independent reading of docs/protocol.md.

Usage: python3 docs/vectors/frame-cipher.py docs/vectors/sealed.txt
"""
import hashlib
import hmac
import struct
import sys


def rotate(value, bits):
    return (value << bits | value >> 32 - bits) & 0xFFFFFFFF


def quarter(state, a, b, c, d):
    for x, y, z, bits in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[x] = (state[x] + state[y]) & 0xFFFFFFFF
        state[z] = rotate(state[z] ^ state[x], bits)


def chacha20(key, nonce, content):
    """RFC 8439, section 2.4, counter from 0."""
    out = bytearray()
    for block in range((len(content) + 63) // 64):
        start = list(struct.unpack("<4I", b"expand 32-byte k") + struct.unpack("<8I", key) + (block,)
                     + struct.unpack("<3I", nonce))
        state = start[:]
        for _ in range(10):
            for column in range(4):
                quarter(state, column, column + 4, column + 8, column + 12)
            for row in range(4):
                quarter(state, row, 4 + (row + 1) % 4, 8 + (row + 2) % 4, 12 + (row + 3) % 4)
        stream = struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(state, start)))
        out += bytes(a ^ b for a, b in zip(content[64 * block:], stream))
    return bytes(out)


def mac(key, *parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).digest()


def seal(session_key, purpose, header, plaintext):
    encrypt = mac(session_key, b"sheratan/frame/encrypt/1")
    authenticate = mac(session_key, b"sheratan/frame/authenticate/1")
    nonce = bytes([purpose]) + bytes(9) + header[4:6]
    ciphertext = chacha20(encrypt, nonce, plaintext)
    return header + ciphertext + mac(authenticate, bytes([purpose]), header, ciphertext)[:8]


def blocks(path):
    block = {}
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if line and not line.startswith("#"):
            name, value = line.split("=", 1)
            block[name] = value
        elif not line and block:
            yield block
            block = {}
    if block:
        yield block


count = 0
for vector in blocks(sys.argv[1]):
    sealed = seal(bytes.fromhex(vector["key"]), int(vector["purpose"]), bytes.fromhex(vector["header"]),
                  bytes.fromhex(vector["plaintext"]))
    if sealed.hex() != vector["sealed"]:
        sys.exit("differs: " + vector["vector"])
    count += 1
print(count, "vectors agree")

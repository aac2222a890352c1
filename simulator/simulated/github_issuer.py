"""GitHub as an issuer of tokens: its URL, and a key in place of GitHub's own."""
import os
import sys
from pathlib import Path

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

ISSUER = "https://token.actions.githubusercontent.com"
# In the virtual environment, which the server and github-token share.
FILE = Path(sys.prefix) / "simulated_github_key.pem"


def _key():
    if not FILE.exists():
        fresh = FILE.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(RSAKey.generate_key(2048).as_pem(private=True))
        try:
            os.link(fresh, FILE)  # the first process decides
        except FileExistsError:
            pass
        fresh.unlink()
    return RSAKey.import_key(FILE.read_bytes())


KEY = _key()


def sign(claims):
    return jwt.encode({"alg": "RS256", "kid": "simulated"}, claims, KEY)


def signed(token):
    try:
        jwt.decode(token, KEY, algorithms=["RS256"])
    except (JoseError, ValueError):
        return False
    return True

"""The tutorial's generator API, as its text describes it: the peer that the generator is measured against."""
import secrets
import string

from fastapi import Body, FastAPI, HTTPException, Query
from pydantic import BaseModel, Field

app = FastAPI()


class PasswordRequest(BaseModel):
    length: int = Field(12, ge=4, le=128)
    use_uppercase: bool = True
    use_numbers: bool = True
    use_special_chars: bool = True


def generate_password(length, use_uppercase, use_numbers, use_special_chars):
    pool = string.ascii_lowercase
    if use_uppercase:
        pool += string.ascii_uppercase
    if use_numbers:
        pool += string.digits
    if use_special_chars:
        pool += string.punctuation
    if not pool:
        raise HTTPException(status_code=400, detail="At least one character type must be selected")
    return "".join(secrets.choice(pool) for _ in range(length))


@app.get("/generate-password")
def generate_get(
    length: int = Query(12, ge=4, le=128),
    use_uppercase: bool = Query(True),
    use_numbers: bool = Query(True),
    use_special_chars: bool = Query(True),
):
    return {"password": generate_password(length, use_uppercase, use_numbers, use_special_chars)}


@app.post("/generate-password")
def generate_post(payload: PasswordRequest = Body(...)):
    return {"password": generate_password(payload.length, payload.use_uppercase, payload.use_numbers, payload.use_special_chars)}

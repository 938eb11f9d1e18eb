from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI(title="echo")


class Message(BaseModel):
    text: str = Field(min_length=1, max_length=1000)


class Echo(BaseModel):
    text: str
    length: int


@app.get("/")
def index() -> dict[str, str]:
    return {"service": "echo", "docs": "/docs"}


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/echo")
def echo(message: Message) -> Echo:
    return Echo(text=message.text, length=len(message.text))

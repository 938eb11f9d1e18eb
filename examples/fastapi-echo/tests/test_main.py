import pytest
from fastapi.testclient import TestClient

from app.main import app


@pytest.fixture
def client():
    with TestClient(app) as client:
        yield client


def test_index_names_the_service(client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.json() == {"service": "echo", "docs": "/docs"}


def test_health(client):
    assert client.get("/health").json() == {"status": "ok"}


@pytest.mark.parametrize(("text", "length"), [("hello", 5), ("¡hola!", 6), ("x" * 1000, 1000)])
def test_echo_gives_the_text_back(client, text, length):
    answer = client.post("/echo", json={"text": text})
    assert answer.status_code == 200
    assert answer.json() == {"text": text, "length": length}


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "x" * 1001}, {"text": 5}])
def test_echo_refuses_what_is_no_message(client, body):
    assert client.post("/echo", json=body).status_code == 422

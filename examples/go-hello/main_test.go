package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestGreeting(t *testing.T) {
	for name, want := range map[string]string{
		"":      "Hello, world!",
		"  ":    "Hello, world!",
		"Ada":   "Hello, Ada!",
		" Ada ": "Hello, Ada!",
	} {
		if got := greeting(name); got != want {
			t.Errorf("greeting(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestHandler(t *testing.T) {
	for _, test := range []struct {
		method, path string
		status       int
		body         string
	}{
		{"GET", "/", http.StatusOK, "Hello, world!\n"},
		{"GET", "/?name=Ada", http.StatusOK, "Hello, Ada!\n"},
		{"GET", "/health", http.StatusOK, "ok\n"},
		{"GET", "/nowhere", http.StatusNotFound, "404 page not found\n"},
		{"POST", "/", http.StatusMethodNotAllowed, "Method Not Allowed\n"},
	} {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			answer := httptest.NewRecorder()
			handler().ServeHTTP(answer, httptest.NewRequest(test.method, test.path, nil))
			if answer.Code != test.status || answer.Body.String() != test.body {
				t.Errorf("got %d %q, want %d %q", answer.Code, answer.Body, test.status, test.body)
			}
		})
	}
}

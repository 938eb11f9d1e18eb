// Prints what BuildKit's own parser makes of Dockerfiles: it reads a list of cases as JSON, and writes an
// answer for each. See test/fixtures/dockerfiles.
package main

import (
	_ "crypto/sha256" // for digests in references
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/distribution/reference"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

type Case struct {
	Name string `json:"name"`
	// The lines of the Dockerfile, without the line breaks between them.
	Lines []string          `json:"lines"`
	Args  map[string]string `json:"args"`
	// "" for the builder's own.
	Platform string `json:"platform"`
}

type Answer struct {
	Name string `json:"name"`
	// Why BuildKit refuses the file; null if it does not. Nothing else counts then.
	Refused      *string       `json:"refused"`
	Stages       []Stage       `json:"stages,omitempty"`
	Instructions []Instruction `json:"instructions,omitempty"`
}

type Stage struct {
	Name string `json:"name"`
	// As it stands behind FROM.
	Written string `json:"written"`
	// Variables expanded; null if the value depends on the builder.
	Base *string `json:"base"`
	// The stage that it is built upon, by its number; null for an image, and where Base is null.
	Parent *int `json:"parent"`
	Line   int  `json:"line"`
	// What COPY --from and RUN --mount=from take from: `stage 0` or an image.
	Takes []string `json:"takes,omitempty"`
}

type Instruction struct {
	Keyword  string   `json:"keyword"`
	Lines    [2]int   `json:"lines"`
	Flags    []string `json:"flags,omitempty"`
	Words    []string `json:"words,omitempty"`
	Heredocs []string `json:"heredocs,omitempty"`
}

func main() {
	var cases []Case
	check(json.NewDecoder(os.Stdin).Decode(&cases))
	answers := []Answer{}
	for _, c := range cases {
		answer, err := read(c)
		if err != nil {
			text := err.Error()
			answer = Answer{Refused: &text}
		}
		answer.Name = c.Name
		answers = append(answers, answer)
	}
	// One answer a line, so that a changed answer is a changed line.
	for i, answer := range answers {
		text, err := json.Marshal(answer)
		check(err)
		fmt.Printf("%s%s", map[bool]string{true: "[\n", false: ",\n"}[i == 0], text)
	}
	fmt.Println("\n]")
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func read(c Case) (Answer, error) {
	var answer Answer
	result, err := parser.Parse(strings.NewReader(strings.Join(c.Lines, "\n")))
	if err != nil {
		return answer, err
	}
	for _, node := range result.AST.Children {
		answer.Instructions = append(answer.Instructions, instruction(node))
	}
	stages, args, err := instructions.Parse(result.AST, nil)
	if err != nil {
		return answer, err
	}
	lex := shell.NewLex(result.EscapeToken)
	// What two builders make of a name in different ways depends on the builder.
	one, err := bases(stages, args, lex, c, builder(c, "linux/amd64"))
	if err != nil {
		return answer, err
	}
	other, err := bases(stages, args, lex, c, builder(c, "windows/arm64"))
	if err != nil {
		return answer, err
	}
	byName := map[string]int{}
	for i, stage := range stages {
		found := Stage{Name: stage.Name, Written: stage.BaseName, Line: stage.Location[0].Start.Line}
		if one[i] == other[i] {
			base := one[i]
			found.Base = &base
		}
		if parent, ok := byName[one[i]]; ok {
			if found.Base != nil {
				found.Parent = &parent
			}
		} else if one[i] != "scratch" {
			if _, err := reference.ParseNormalizedNamed(one[i]); err != nil {
				return answer, err
			}
		}
		answer.Stages = append(answer.Stages, found)
		if stage.Name != "" {
			byName[stage.Name] = i
		}
	}
	for i, stage := range stages {
		for _, command := range stage.Commands {
			takes, err := taken(command, i, byName, len(stages), lex)
			if err != nil {
				return answer, err
			}
			answer.Stages[i].Takes = append(answer.Stages[i].Takes, takes...)
		}
	}
	return answer, nil
}

func instruction(node *parser.Node) Instruction {
	found := Instruction{
		Keyword: strings.ToUpper(node.Value),
		Lines:   [2]int{node.StartLine, node.EndLine},
		Flags:   node.Flags,
	}
	for next := node.Next; next != nil; next = next.Next {
		for _, child := range next.Children {
			trigger := instruction(child)
			found.Words = append(append(append(found.Words, trigger.Keyword), trigger.Flags...), trigger.Words...)
		}
		if len(next.Children) == 0 {
			found.Words = append(found.Words, next.Value)
		}
	}
	for _, heredoc := range node.Heredocs {
		found.Heredocs = append(found.Heredocs, heredoc.Name)
	}
	return found
}

func builder(c Case, platform string) map[string]string {
	target := c.Platform
	if target == "" {
		target = platform
	}
	variables := map[string]string{"TARGETSTAGE": platform}
	for prefix, value := range map[string]string{"BUILD": platform, "TARGET": target} {
		parts := append(strings.Split(value, "/"), "")
		variables[prefix+"PLATFORM"] = value
		variables[prefix+"OS"] = parts[0]
		variables[prefix+"ARCH"] = parts[1]
		variables[prefix+"VARIANT"] = parts[2]
		variables[prefix+"OSVERSION"] = ""
	}
	for name, value := range c.Args {
		if _, ok := variables[name]; ok {
			variables[name] = value
		}
	}
	return variables
}

type environment map[string]string

func (e environment) Get(name string) (string, bool) {
	value, ok := e[name]
	return value, ok
}

func (e environment) Keys() []string { return nil }

// As BuildKit's buildMetaArgs and toDispatchState do.
func bases(stages []instructions.Stage, args []instructions.ArgCommand, lex *shell.Lex, c Case, variables environment) ([]string, error) {
	for _, arg := range args {
		for _, pair := range arg.Args {
			if given, ok := c.Args[pair.Key]; ok {
				variables[pair.Key] = given
			} else if pair.Value != nil {
				value, _, err := lex.ProcessWord(*pair.Value, variables)
				if err != nil {
					return nil, err
				}
				variables[pair.Key] = value
			}
		}
	}
	found := []string{}
	for _, stage := range stages {
		base, _, err := lex.ProcessWord(stage.BaseName, variables)
		if err != nil {
			return nil, err
		}
		found = append(found, base)
	}
	return found, nil
}

// As BuildKit's toCommand and detectRunMount do.
func taken(command instructions.Command, stage int, byName map[string]int, count int, lex *shell.Lex) ([]string, error) {
	switch c := command.(type) {
	case *instructions.CopyCommand:
		if c.From == "" {
			return nil, nil
		}
		word, _, err := lex.ProcessWord(c.From, environment{})
		if err != nil {
			return nil, err
		}
		if word != c.From {
			return nil, refusal("variables in --from")
		}
		if index, err := strconv.Atoi(c.From); err == nil {
			if index < 0 || index >= stage {
				return nil, refusal("stage " + c.From)
			}
			return []string{"stage " + strconv.Itoa(index)}, nil
		}
		source, err := source(c.From, stage, byName)
		return []string{source}, err
	case *instructions.RunCommand:
		takes := []string{}
		for _, mount := range instructions.GetMounts(c) {
			if mount.From == "" {
				continue
			}
			source, err := source(mount.From, stage, byName)
			if err != nil {
				return nil, err
			}
			takes = append(takes, source)
		}
		return takes, nil
	}
	return nil, nil
}

func source(name string, stage int, byName map[string]int) (string, error) {
	if index, ok := byName[strings.ToLower(name)]; ok {
		if index >= stage {
			return "", refusal(name + " stands further down")
		}
		return "stage " + strconv.Itoa(index), nil
	}
	return name, nil
}

type refusal string

func (r refusal) Error() string { return string(r) }

import { outputs } from "../../src/github/outputs.ts";
import { imageReport, measuredImage, reportOf } from "../fixtures/report.ts";

test("outputs have the first image, and `images` has all by name", () => {
  const root = { configured: "", name: "root", uid: 0, gid: 0, problem: null };
  const first = imageReport({ name: "web", verdict: "fail", image: measuredImage({}) });
  const change = {
    size: -2,
    transferSize: null,
    layers: 0,
    drift: 0,
    history: 0,
    growth: -2,
    growthPercent: -2,
    negligible: false,
    origins: [],
  };
  const second = imageReport({ name: "worker", image: measuredImage({ size: 98, user: root }), change });
  const { images, ...rest } = outputs(reportOf(first, second), ".stagegate/report.json");
  expect(rest).toEqual({
    verdict: "fail",
    report: ".stagegate/report.json",
    size: "162400000",
    change: "",
    "transfer-size": "58000000",
    layers: "3",
    user: "1000",
  });
  expect(JSON.parse(images ?? "")).toEqual({
    web: {
      verdict: "fail",
      size: 162400000,
      change: null,
      "transfer-size": 58000000,
      layers: 3,
      user: 1000,
      "user-name": "appuser",
    },
    worker: {
      verdict: "pass",
      size: 98,
      change: -2,
      "transfer-size": 58000000,
      layers: 3,
      user: 0,
      "user-name": "root",
    },
  });
});

test("0 is a known value: root, and an image without bytes", () => {
  const user = { configured: "", name: null, uid: 0, gid: 0, problem: null };
  const image = measuredImage({ size: 0, transferSize: 0, layers: [], user });
  expect(outputs(reportOf(imageReport({ image })), "r")).toMatchObject({
    size: "0",
    "transfer-size": "0",
    layers: "0",
    user: "0",
  });
});

test("an unknown value is empty, and null in the JSON", () => {
  const user = { configured: "ghost", name: null, uid: null, gid: null, problem: "no entry" };
  const half = outputs(reportOf(imageReport({ image: measuredImage({ transferSize: null, user }) })), "r");
  expect(half).toMatchObject({ size: "162400000", "transfer-size": "", layers: "3", user: "" });

  const none = outputs(reportOf(imageReport({ name: "web", verdict: "error", image: null })), "r");
  expect(none).toMatchObject({ size: "", "transfer-size": "", layers: "", user: "" });
  expect(JSON.parse(none["images"] ?? "")).toEqual({
    web: {
      verdict: "error",
      size: null,
      change: null,
      "transfer-size": null,
      layers: null,
      user: null,
      "user-name": null,
    },
  });
});

test("a run without images has all outputs", () => {
  expect(outputs(reportOf(), "r")).toEqual({
    verdict: "pass",
    report: "r",
    size: "",
    change: "",
    "transfer-size": "",
    layers: "",
    user: "",
    images: "{}",
  });
});

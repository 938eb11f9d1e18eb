// Loads a file as text, as the bundler does.
export default {
  process: (text) => ({ code: `export default ${JSON.stringify(text)};` }),
};

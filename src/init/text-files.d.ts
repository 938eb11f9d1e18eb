// The bundler loads these files as text.
declare module "*.yml" {
  const text: string;
  export default text;
}

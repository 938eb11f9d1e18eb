/** How a registry differs from the distribution spec and Docker's token spec. */
export interface Quirk {
  readonly name: string;
  /** Its hosts, as in names. */
  readonly hosts: RegExp;
  /** Host of its API, if different. */
  readonly api?: string;
  /** Keys of its credentials in docker's configuration, in order of preference; by default the host. */
  readonly configKeys?: readonly string[];
  /** The command to log in, for hints. */
  readonly login: (host: string) => string;
  /** The differences, and their sources. */
  readonly facts: readonly (readonly [fact: string, source: string])[];
}

const dockerLogin = (host: string) => `docker login ${host}`;

/** All known differences of registries. Those that need no code are listed as facts that the code must respect. */
export const QUIRKS: readonly Quirk[] = [
  {
    name: "Docker Hub",
    hosts: /^(?:index\.|registry-1\.)?docker\.io$/,
    api: "registry-1.docker.io",
    configKeys: ["https://index.docker.io/v1/", "docker.io", "index.docker.io", "registry-1.docker.io"],
    login: () => "docker login",
    facts: [
      [
        "names without a host are its own; its credentials stand under https://index.docker.io/v1/",
        "https://github.com/moby/moby/blob/v28.5.2/registry/config.go",
      ],
      [
        "a repository that does not exist is a 401, as a private one is",
        "https://distribution.github.io/distribution/spec/auth/token/",
      ],
      ["too many pulls are a 429 TOOMANYREQUESTS", "https://docs.docker.com/docker-hub/usage/pulls/"],
    ],
  },
  {
    name: "GitHub Container Registry",
    hosts: /^ghcr\.io$/,
    login: () => "docker login ghcr.io --username USER",
    facts: [
      [
        "public images need an anonymous token; a private or missing one is a 403 DENIED of the token's server",
        "https://docs.github.com/en/packages/working-with-a-github-packages-registry/working-with-the-container-registry",
      ],
      [
        "blobs are redirected to another host, which refuses requests with a token of this one",
        "https://github.com/sigstore/sigstore-js/blob/main/packages/oci/src/registry.ts",
      ],
    ],
  },
  {
    name: "Amazon ECR",
    hosts: /^\d+\.dkr\.ecr(?:-fips)?\.[\w-]+\.amazonaws\.com(?:\.cn)?$/,
    login: (host) => `aws ecr get-login-password | docker login --username AWS --password-stdin ${host}`,
    facts: [
      [
        "asks for Basic with the user AWS and a password of 12 hours; blobs are redirected to S3, which refuses a second authorization",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html",
      ],
    ],
  },
  {
    name: "Google Artifact Registry",
    hosts: /^(?:[\w-]+-docker\.pkg\.dev|(?:[\w-]+\.)?gcr\.io)$/,
    login: (host) => `gcloud auth configure-docker ${host}`,
    facts: [
      [
        "credentials come from a helper (gcr, gcloud) under the host, with users such as oauth2accesstoken",
        "https://cloud.google.com/artifact-registry/docs/docker/authentication",
      ],
    ],
  },
  {
    name: "Azure Container Registry",
    hosts: /^[\w-]+\.azurecr\.(?:io|cn|us)$/,
    login: (host) => `az acr login --name ${host.split(".")[0]}`,
    facts: [
      [
        "az acr login leaves an identity token, which is a refresh token: it is posted for an access token",
        "https://learn.microsoft.com/en-us/azure/container-registry/container-registry-authentication",
      ],
    ],
  },
  {
    name: "Quay",
    hosts: /^quay\.io$/,
    login: dockerLogin,
    facts: [
      [
        "a repository that does not exist is a 401, as a private one is",
        "https://docs.redhat.com/en/documentation/red_hat_quay/",
      ],
    ],
  },
  {
    name: "Harbor",
    hosts: /^harbor\./,
    login: dockerLogin,
    facts: [
      [
        "robot accounts have a $ in their names; a private project answers 401 also to a name that does not exist",
        "https://goharbor.io/docs/2.13.0/working-with-projects/project-configuration/create-robot-accounts/",
      ],
    ],
  },
];

/** For an unknown host. */
const NONE = { name: "", hosts: /$^/, login: dockerLogin, facts: [] } satisfies Quirk;

/** The differences of the registry of a host. */
export function quirksOf(host: string): Quirk {
  return QUIRKS.find(({ hosts }) => hosts.test(host)) ?? NONE;
}

/** Defaults for names without a host. */
export const hubQuirks = {
  /** The name of Docker Hub in references. */
  name: "docker.io",
  /** The namespace of official images. */
  official: "library",
  /** One name for all of Docker Hub's hosts. */
  nameOf: (host: string) => (quirksOf(host).name === "Docker Hub" ? "docker.io" : host),
};

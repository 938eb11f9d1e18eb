import { type FileKind, holding } from "../kind.ts";
import { isPlaceholder } from "../values.ts";

/** What clouds, clusters and registries are reached with. */
export const CLOUDS: readonly FileKind[] = [
  holding(
    "an AWS secret key",
    ["**/.aws/{credentials,config}", "**/.boto"],
    /^[ \t]*aws_secret_access_key[ \t]*=(.*)$/gim,
  ),
  holding("an S3 secret key", ["**/.s3cfg"], /^[ \t]*secret_key[ \t]*=(.*)$/gm),
  holding(
    "a Google Cloud login",
    ["**/{application_default_credentials,adc}.json", "**/.boto", "**/gcloud/credentials.db"],
    /"refresh_token"\s{0,9}:\s{0,9}("[^"]*")/g,
    /^[ \t]*gs_oauth2_refresh_token[ \t]*=(.*)$/gm,
  ),
  holding(
    "an Azure login",
    [
      "**/.azure/{accessTokens,msal_token_cache,service_principal_entries}.json",
      "**/.azure/msal_token_cache.bin",
    ],
    /"(?:accessToken|refreshToken|secret|client_secret)"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
  holding(
    "a Kubernetes login",
    [
      "**/.kube/config",
      "**/{kubeconfig,*.kubeconfig,kubeconfig.yaml,kubeconfig.yml}",
      "etc/rancher/*/*.yaml",
      "etc/kubernetes/*.conf",
    ],
    /^[ \t]*(?:- )?["']?(?:client-key-data|token|password|(?:access|id|refresh)-token)["']?[ \t]*:(.*)$/gm,
  ),
  {
    paths: ["**/.docker/config.json", "**/{.dockercfg,.dockerconfigjson}", "**/containers/auth.json"],
    find: registryLogin,
  },
  holding(
    "a Terraform token",
    ["**/{.terraformrc,terraform.rc}", "**/credentials.tfrc.json"],
    /^[ \t]*token[ \t]*=(.*)$/gm,
    /"token"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
];

/** `auth` is `user:password` in base64; where a helper keeps the password, there is none. */
function registryLogin(text: string): string | null {
  for (const [, key, value = ""] of text.matchAll(
    /"(auth|identitytoken|registrytoken)"\s{0,9}:\s{0,9}"([^"]*)"/g,
  )) {
    const secret =
      key === "auth"
        ? Buffer.from(value, "base64")
            .toString()
            .replace(/^[^:]*:?/, "")
        : value;
    if (!isPlaceholder(secret)) return "a registry login";
  }
  return null;
}

import { type FileKind, holding } from "../kind.ts";
import { registryLoginIn } from "../registry-login.ts";

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
    find: registryLoginIn,
  },
  holding(
    "a Terraform token",
    ["**/{.terraformrc,terraform.rc}", "**/credentials.tfrc.json"],
    /^[ \t]*token[ \t]*=(.*)$/gm,
    /"token"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
  holding(
    "an AWS login",
    ["**/.aws/sso/cache/*.json"],
    /"(?:accessToken|clientSecret)"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
  holding("a mounted secret", ["run/secrets/*", "var/run/secrets/*"], /^(?!-----)(\S[^\n]{7,4000})\s*$/g),
  holding("a Vault token", ["**/.vault-token"], /^((?:s|b|hvs|hvb)\.[\w-]{20,300}|[0-9a-f-]{36})\s*$/g),
  holding(
    "a Databricks login",
    ["**/.databrickscfg"],
    /^[ \t]*(?:token|password|client_secret|azure_client_secret)[ \t]*=(.*)$/gm,
  ),
  holding(
    "a Snowflake password",
    ["**/.snowflake/{config,connections}.toml", "**/.snowsql/config"],
    /^[ \t]*(?:password|token|private_key_passphrase)[ \t]*=(.*)$/gm,
  ),
  holding("a Pulumi token", ["**/.pulumi/credentials.json"], /"accessToken"\s{0,9}:\s{0,9}("[^"]*")/g),
  holding("a Supabase token", ["**/.supabase/access-token"], /^(\S{20,200})\s*$/g),
  holding("a Fly.io token", ["**/.fly/config.yml"], /^[ \t]*access_token[ \t]*:(.*)$/gm),
  holding(
    "a DigitalOcean token",
    ["**/doctl/config.yaml"],
    /^[ \t]*(?:access-token|context-token)[ \t]*:(.*)$/gm,
  ),
  holding(
    "a Vercel token",
    ["**/{.vercel,com.vercel.cli,.now}/auth.json"],
    /"(?:token|refreshToken)"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
  holding("a Netlify token", ["**/netlify/config.json"], /"token"\s{0,9}:\s{0,9}("[^"]*")/g),
  holding(
    "a Railway token",
    ["**/.railway/config.json"],
    /"(?:token|accessToken|refreshToken)"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
  holding("an ngrok token", ["**/{.ngrok2,ngrok}/ngrok.yml"], /^[ \t]*authtoken[ \t]*:(.*)$/gm),
  holding(
    "an Alibaba Cloud key",
    ["**/.aliyun/config.json"],
    /"(?:access_key_secret|sts_token)"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
  holding("an Oracle Cloud passphrase", ["**/.oci/config"], /^[ \t]*pass_phrase[ \t]*=(.*)$/gm),
  holding(
    "a password of rclone",
    ["**/rclone.conf"],
    /^[ \t]*(?:pass|password|secret_access_key|client_secret|account_key|key)[ \t]*=(.*)$/gm,
    /"(?:access_token|refresh_token)":("[^"]*")/g,
  ),
];

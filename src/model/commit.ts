/** SHA of a commit, as git writes it in full. */
export const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Path of the whole log of a step, from the output folder: one file in the folder `logs`. */
export const LOG_FILE = /^logs\/[\w-][\w.-]*\.log$/;

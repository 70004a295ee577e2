// What is said of jobs.
import { later } from ".";
import { jobs } from "./en/jobs";

export const t = later("jobs", jobs);

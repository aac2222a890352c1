/** Evaluates any Pulumi program in this process, with no cloud, no command line of Pulumi's and no network. */
package dev.slipway.plan;

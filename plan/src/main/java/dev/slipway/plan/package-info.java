/** Evaluates any Pulumi program in this process, without a cloud, the Pulumi CLI or a network. */
package dev.slipway.plan;

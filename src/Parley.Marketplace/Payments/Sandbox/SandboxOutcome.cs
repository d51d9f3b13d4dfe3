namespace Parley.Marketplace.Payments.Sandbox;

/// <summary>What is clicked on the sandbox's page.</summary>
public enum SandboxOutcome
{
    /// <summary>Pay.</summary>
    Paid,

    /// <summary>Let it fail.</summary>
    Failed,
}

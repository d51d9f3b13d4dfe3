namespace Parley.Peers;

/// <summary>What is relayed and broadcast.</summary>
/// <param name="To">The room that it goes to.</param>
/// <param name="N">The sender's counter.</param>
/// <param name="Text">About 150 characters.</param>
internal sealed record RelayMessage(string To, int N, string Text);

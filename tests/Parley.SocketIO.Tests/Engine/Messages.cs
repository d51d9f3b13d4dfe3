using System.Text;
using Parley.SocketIO.Engine;

namespace Parley.SocketIO.Tests.Engine;

internal static class Messages
{
    public static EngineMessage Text(string text) => EngineMessage.OfText(Encoding.UTF8.GetBytes(text), default);
}

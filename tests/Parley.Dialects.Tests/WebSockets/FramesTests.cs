using System.Buffers.Binary;
using Parley.Dialects.WebSockets;
using Parley.WebSockets;

namespace Parley.Dialects.Tests.WebSockets;

public sealed class FramesTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(125, 2)]
    [InlineData(126, 4)]
    [InlineData(65_535, 4)]
    [InlineData(65_536, 10)]
    public void A_head_takes_the_shortest_form(int length, int headLength)
    {
        var frame = Frames.Build(Opcode.Text, new byte[length]);

        Assert.Equal(headLength + length, frame.Length);
        Assert.Equal(0x81, frame[0]);
        Assert.Equal(length, ServerFrames.Read(frame).Single().Payload.Length);
    }

    [Fact]
    public void A_close_frame_carries_code_and_reason()
    {
        var frame = ServerFrames.Read(Frames.Close(CloseCode.TryAgainLater, "slow_consumer")).Single();

        Assert.Equal(Opcode.Close, frame.Opcode);
        Assert.Equal(1013, BinaryPrimitives.ReadUInt16BigEndian(frame.Payload));
        Assert.Equal("slow_consumer"u8, frame.Payload.AsSpan(2));
    }

    [Fact]
    public void A_ping_number_comes_back_with_the_pong()
    {
        var ping = ServerFrames.Read(Frames.Ping(123_456_789_012)).Single();

        Assert.Equal(123_456_789_012, Frames.PongNumber(ping.Payload));
        Assert.Null(Frames.PongNumber("other"u8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(200)]
    [InlineData(100_000)]
    public void JSON_is_written_behind_its_head(int length)
    {
        var text = new string('好', length);
        var frame = JsonFrame.Begin(out var json);
        json.WriteStringValue(text);

        var read = ServerFrames.Read(frame.End()).Single();

        Assert.Equal(Opcode.Text, read.Opcode);
        Assert.Equal($"\"{text}\"", System.Text.Encoding.UTF8.GetString(read.Payload));
    }
}

using System.Buffers.Binary;
using System.Text;
using Parley.WebSockets;

namespace Parley.Dialects.Tests.WebSockets;

public sealed class FrameDecoderTests
{
    private const int Max = 200_000;

    [Fact]
    public void What_was_encoded_comes_out_again_however_it_is_fragmented_masked_and_cut()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var sent = new List<(Opcode Opcode, byte[] Payload)>();
            var wire = new List<byte>();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                var opcode = random.Next(2) == 0 ? Opcode.Text : Opcode.Binary;
                var payload = opcode == Opcode.Text ? RandomText(random) : RandomBytes(random, random.Next(3) == 0 ? 80_000 : 300);
                sent.Add((opcode, payload));
                wire.AddRange(ClientFrames.Fragmented(random, opcode, payload, random.Next(1, 5)));
            }

            var received = Feed(new FrameDecoder(Max), wire.ToArray(), random, out var status).Where(f => f.Opcode != Opcode.Ping).ToList();

            Assert.Equal(DecodeStatus.NeedMore, status);
            Assert.Equal(sent.Count, received.Count);
            foreach (var (expected, actual) in sent.Zip(received))
            {
                Assert.Equal(expected.Opcode, actual.Opcode);
                Assert.True(expected.Payload.AsSpan().SequenceEqual(actual.Payload), $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Arbitrary_bytes_never_throw()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var bytes = RandomBytes(random, 400);
            if (bytes.Length > 2 && random.Next(4) != 0)
            {
                bytes[0] &= 0x8F; // no reserved bits, so that it gets further
                bytes[1] |= 0x80;
            }

            _ = Feed(new FrameDecoder(1000), bytes, random, out var status);
            Assert.True(Enum.IsDefined(status));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x01, 0x41 })] // not masked
    [InlineData(new byte[] { 0xC1, 0x80, 0, 0, 0, 0 })] // reserved bit
    [InlineData(new byte[] { 0x83, 0x80, 0, 0, 0, 0 })] // unknown data opcode
    [InlineData(new byte[] { 0x8B, 0x80, 0, 0, 0, 0 })] // unknown control opcode
    [InlineData(new byte[] { 0x09, 0x80, 0, 0, 0, 0 })] // a ping in fragments
    [InlineData(new byte[] { 0x89, 0xFE, 0, 126, 0, 0, 0, 0 })] // a ping of 126 bytes
    [InlineData(new byte[] { 0x80, 0x80, 0, 0, 0, 0 })] // continues nothing
    [InlineData(new byte[] { 0x01, 0x80, 0, 0, 0, 0, 0x81, 0x80, 0, 0, 0, 0 })] // a new message within one
    [InlineData(new byte[] { 0x81, 0xFE, 0, 5, 0, 0, 0, 0 })] // length not in its shortest form
    [InlineData(new byte[] { 0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 })] // length with the topmost bit
    public void What_RFC_6455_forbids_is_a_protocol_error(byte[] bytes)
    {
        _ = Feed(new FrameDecoder(Max), bytes, new Random(1), out var status);
        Assert.Equal(DecodeStatus.ProtocolError, status);
    }

    [Fact]
    public void Large_messages_take_from_one_budget_and_give_it_back()
    {
        const int Size = 1024 * 1024;
        var budget = new InboundBudget(5 * Size);
        var wire = ClientFrames.Build(Opcode.Binary, new byte[Size]);
        var decoders = Enumerable.Range(0, 4).Select(_ => new FrameDecoder(2 * Size, budget)).ToList();
        var statuses = new List<DecodeStatus>();
        foreach (var decoder in decoders)
        {
            _ = Feed(decoder, wire[..^1], new Random(1), out var status); // all but the end: it waits
            statuses.Add(status);
        }

        Assert.Equal([DecodeStatus.NeedMore, DecodeStatus.NeedMore, DecodeStatus.OverBudget, DecodeStatus.OverBudget], statuses);
        decoders.ForEach(decoder => decoder.Release());
        Assert.Equal(5 * Size, budget.Left);
        Assert.Single(Feed(decoders[0], wire, new Random(1), out _));
    }

    [Fact]
    public void A_message_above_the_limit_is_refused_by_its_head_alone()
    {
        var head = new byte[14];
        head[0] = 0x81;
        head[1] = 0xFF;
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), long.MaxValue);

        _ = Feed(new FrameDecoder(Max), head, new Random(1), out var status);

        Assert.Equal(DecodeStatus.TooBig, status);
    }

    [Fact]
    public void Fragments_above_the_limit_together_are_refused_and_what_follows_is_passed_over_up_to_the_close()
    {
        var decoder = new FrameDecoder(1000);
        byte[] wire =
        [
            .. ClientFrames.Build(Opcode.Text, new byte[600], isFinal: false),
            .. ClientFrames.Build(Opcode.Continuation, new byte[600], isFinal: false),
            .. ClientFrames.Build(Opcode.Continuation, new byte[5], isFinal: true),
            .. ClientFrames.Build(Opcode.Text, "later"u8),
            .. ClientFrames.Build(Opcode.Close, [3, 0xE8]),
        ];

        Assert.Empty(Feed(decoder, wire, new Random(1), out var status, out var rest));
        Assert.Equal(DecodeStatus.TooBig, status);

        var close = Assert.Single(Feed(decoder, rest, new Random(1), out status));
        Assert.Equal(Opcode.Close, close.Opcode);
        Assert.Equal(DecodeStatus.NeedMore, status);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // a lone surrogate
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    public void Text_that_is_not_UTF_8_is_told_apart(byte[] payload)
    {
        _ = Feed(new FrameDecoder(Max), ClientFrames.Build(Opcode.Text, payload), new Random(1), out var status);
        Assert.Equal(DecodeStatus.InvalidUtf8, status);
    }

    [Fact]
    public void A_character_cut_in_two_by_fragments_is_whole_again()
    {
        var text = "你"u8.ToArray();
        byte[] wire = [.. ClientFrames.Build(Opcode.Text, text.AsSpan(0, 1), isFinal: false), .. ClientFrames.Build(Opcode.Continuation, text.AsSpan(1))];

        var message = Assert.Single(Feed(new FrameDecoder(Max), wire, new Random(1), out _));

        Assert.Equal("你", Encoding.UTF8.GetString(message.Payload));
    }

    private static List<(Opcode Opcode, byte[] Payload)> Feed(FrameDecoder decoder, byte[] wire, Random random, out DecodeStatus status) =>
        Feed(decoder, wire, random, out status, out _);

    // In pieces of any size; stops at the first status that is neither NeedMore nor Frame.
    private static List<(Opcode Opcode, byte[] Payload)> Feed(FrameDecoder decoder, byte[] wire, Random random, out DecodeStatus status, out byte[] rest)
    {
        var frames = new List<(Opcode, byte[])>();
        var sent = 0;
        while (true)
        {
            status = decoder.Read(out var frame);
            if (status == DecodeStatus.Frame)
            {
                frames.Add((frame.Opcode, frame.Payload.ToArray()));
                continue;
            }

            rest = wire[sent..];
            if (status != DecodeStatus.NeedMore || sent == wire.Length)
                return frames;
            var free = decoder.Free();
            Assert.False(free.IsEmpty);
            var piece = Math.Min(Math.Min(free.Length, wire.Length - sent), random.Next(2) == 0 ? random.Next(1, 20) : int.MaxValue);
            wire.AsMemory(sent, piece).CopyTo(free);
            decoder.Filled(piece);
            sent += piece;
        }
    }

    private static byte[] RandomBytes(Random random, int max)
    {
        var bytes = new byte[random.Next(max)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] RandomText(Random random) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => RandomRune(random).ToString())));

    private static Rune RandomRune(Random random)
    {
        Rune rune;
        while (!Rune.TryCreate(random.Next(random.Next(2) == 0 ? 0x80 : 0x110000), out rune))
        {
        }

        return rune;
    }
}

using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parley.SocketIO.Engine;
using Parley.SocketIO.Engine.Packets;
using PacketType = Parley.SocketIO.Engine.Packets.PacketType;

namespace Parley.SocketIO.Tests.Engine.Packets;

public sealed class PayloadTests
{
    private static readonly PayloadFormat[] Formats = Enum.GetValues<PayloadFormat>();

    // Everything a text may hold but the separator, which JSON never does either.
    private static readonly Gen<string> Texts = Gen.Elements("", "a", "[\"hi\"]", "€", "😀", "\0", "\n", "1:2", "b", new string('x', 300)).ListOf()
        .Select(string.Concat);

    private static readonly Gen<byte[]> Bytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    private static readonly Gen<(PacketType Type, bool IsBinary, byte[] Data)> Packets = Gen.OneOf(
        Bytes.Select(bytes => (PacketType.Message, true, bytes)),
        Gen.Choose('0', '6').Zip(Texts).Select(pair => ((PacketType)pair.Item1, false, Encoding.UTF8.GetBytes(pair.Item2))));

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        var some = Packets.NonEmptyListOf().Zip(Gen.Elements(Formats));
        Prop.ForAll(some.ToArbitrary(), pair =>
        {
            var written = Write(pair.Item1, pair.Item2);
            var (packets, end) = Read(written, pair.Item2);
            Assert.Equal(PayloadStatus.End, end);
            Assert.Equal(pair.Item1.Select(Shown), packets.Select(Shown));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Arbitrary_bytes_never_throw() =>
        Prop.ForAll(Bytes.Zip(Gen.Elements(Formats)).ToArbitrary(), pair =>
        {
            Read(pair.Item1, pair.Item2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void A_payload_that_was_tampered_with_never_throws()
    {
        var tampered = Packets.NonEmptyListOf().Zip(Gen.Elements(Formats)).Zip(Gen.Choose(0, 255).Zip(Gen.Choose(0, int.MaxValue)).ListOf());
        Prop.ForAll(tampered.ToArbitrary(), some =>
        {
            var ((packets, format), changes) = some;
            var bytes = Write(packets, format);
            foreach (var (value, at) in changes)
                bytes[at % bytes.Length] = (byte)value;
            Read(bytes, format);
            Read(bytes[..(bytes.Length / 2)], format);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Theory]
    [InlineData("Separated", "4hello\u001e2\u001ebAQIDBA==")]
    [InlineData("Counted", "6:4hello1:210:b4AQIDBA==")]
    public void The_specifications_examples_come_out_as_text(string format, string text) =>
        Assert.Equal(text, Encoding.UTF8.GetString(Write([(PacketType.Message, false, "hello"u8.ToArray()), (PacketType.Ping, false, []), (PacketType.Message, true, [1, 2, 3, 4])], Enum.Parse<PayloadFormat>(format))));

    [Fact]
    public void The_specifications_example_comes_out_as_bytes() => Assert.Equal(
        [0, 6, 255, 52, 104, 101, 108, 108, 111, 1, 5, 255, 4, 1, 2, 3, 4],
        Write([(PacketType.Message, false, "hello"u8.ToArray()), (PacketType.Message, true, [1, 2, 3, 4])], PayloadFormat.CountedBinary));

    [Fact]
    public void Lengths_count_utf16_units() =>
        Assert.Equal("3:4€a3:4😀", Encoding.UTF8.GetString(Write([(PacketType.Message, false, "€a"u8.ToArray()), (PacketType.Message, false, "😀"u8.ToArray())], PayloadFormat.Counted)));

    [Theory]
    [InlineData("Separated", "")]
    [InlineData("Separated", "abc")]
    [InlineData("Separated", "7")]
    [InlineData("Separated", "4a\u001e")]
    [InlineData("Separated", "bA")]
    [InlineData("Counted", "")]
    [InlineData("Counted", "4hello")]
    [InlineData("Counted", ":4")]
    [InlineData("Counted", "-1:4")]
    [InlineData("Counted", "99:4hello")]
    [InlineData("Counted", "9999999999:4")]
    [InlineData("Counted", "2:4😀")]
    [InlineData("Counted", "1:x")]
    [InlineData("Counted", "4:b3AA")]
    [InlineData("CountedBinary", "")]
    [InlineData("CountedBinary", "6:4hello")]
    public void What_is_no_payload_is_told(string format, string text) =>
        Assert.Equal(PayloadStatus.Bad, Read(Encoding.UTF8.GetBytes(text), Enum.Parse<PayloadFormat>(format)).End);

    [Theory]
    [InlineData(new byte[] { 2, 1, 255, 52 })]
    [InlineData(new byte[] { 0, 0, 255 })]
    [InlineData(new byte[] { 0, 255, 52 })]
    [InlineData(new byte[] { 0, 2, 255, 52 })]
    [InlineData(new byte[] { 1, 2, 255, 3, 1 })]
    [InlineData(new byte[] { 0, 2, 255, 52, 0xFF })]
    [InlineData(new byte[] { 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 255, 52 })]
    public void What_are_no_counted_bytes_is_told(byte[] bytes) => Assert.Equal(PayloadStatus.Bad, Read(bytes, PayloadFormat.CountedBinary).End);

    [Fact]
    public void Text_that_is_not_utf8_is_no_payload() => Assert.Equal(PayloadStatus.Bad, Read([(byte)'4', 0xC3], PayloadFormat.Separated).End);

    [Fact]
    public void A_message_and_its_attachments_are_packets_of_their_own()
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new PayloadWriter(body, PayloadFormat.Separated);
        writer.Write(new OutgoingPacket(PacketType.Message, EngineMessage.OfText("a"u8, default, [new byte[] { 1 }, new byte[] { 2 }])));
        writer.Write(new OutgoingPacket(PacketType.Message, EngineMessage.OfBinary(new byte[] { 3 })));
        Assert.Equal("4a\u001ebAQ==\u001ebAg==\u001ebAw==", Encoding.UTF8.GetString(body.WrittenSpan));
    }

    private static string Shown((PacketType Type, bool IsBinary, byte[] Data) packet) =>
        $"{packet.Type} {packet.IsBinary} {Convert.ToHexString(packet.Data)}";

    private static byte[] Write(IEnumerable<(PacketType Type, bool IsBinary, byte[] Data)> packets, PayloadFormat format)
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new PayloadWriter(body, format);
        foreach (var (type, isBinary, data) in packets)
        {
            if (isBinary)
                writer.WriteBinary(data);
            else
                writer.WriteText(type, data);
        }

        return body.WrittenSpan.ToArray();
    }

    private static (List<(PacketType Type, bool IsBinary, byte[] Data)> Packets, PayloadStatus End) Read(byte[] bytes, PayloadFormat format)
    {
        var reader = new PayloadReader(bytes.ToArray(), format);
        List<(PacketType, bool, byte[])> packets = [];
        while (true)
        {
            var status = reader.Read(out var packet);
            if (status != PayloadStatus.Packet)
                return (packets, status);
            packets.Add((packet.Type, packet.IsBinary, packet.Data.ToArray()));
        }
    }
}

using System.Text;
using Parley.Files;
using Parley.Primitives;

namespace Parley.Tests.Files;

public sealed class FileTypesTests
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static TheoryData<string, string?, string, string, FileKind> Taken => new()
    {
        { "FFD8FFE0", "image/jpg", "a.JPG", "image/jpeg", FileKind.Image },
        { "89504E470D0A1A0A", "application/octet-stream", "a", "image/png", FileKind.Image },
        { Hex("GIF87a"), null, "a.gif", "image/gif", FileKind.Image },
        { Hex("RIFF....WEBPVP8 "), "image/webp; x=y", "a.webp", "image/webp", FileKind.Image },
        { Hex("BM....\0\0\0\0...."), "image/bmp", "a.bmp", "image/bmp", FileKind.Other },
        { Hex("II*\0"), null, "a.tif", "image/tiff", FileKind.Other },
        { Hex("\0\0\0\u0018ftypheic"), "image/heic", "a.heic", "image/heic", FileKind.Other },
        { Hex("ID3\u0003"), "audio/mp3", "a.mp3", "audio/mpeg", FileKind.Audio },
        { "FFFB9064", null, "a.mp3", "audio/mpeg", FileKind.Audio },
        { "FFF15080", "audio/aac", "a.aac", "audio/aac", FileKind.Audio },
        { Hex("#!AMR\n<"), "audio/amr", "a.amr", "audio/amr", FileKind.Audio },
        { Hex("#!AMR-WB\n"), null, "a.amr", "audio/amr", FileKind.Audio },
        { Hex("RIFF....WAVEfmt "), "audio/x-wav", "a.wav", "audio/wav", FileKind.Audio },
        { Hex("fLaC"), null, "a.flac", "audio/flac", FileKind.Audio },
        { Hex("OggS\0.....OpusHead"), "audio/ogg;codecs=opus", "a.ogg", "audio/ogg", FileKind.Audio },
        { Hex("OggS\0.....theora"), "video/ogg", "a.ogv", "video/ogg", FileKind.Other },
        { Hex("\0\0\0\u0018ftypM4A "), null, "a.m4a", "audio/mp4", FileKind.Audio },
        { Hex("\0\0\0\u0018ftypisom"), "audio/mp4", "a.m4a", "audio/mp4", FileKind.Audio },
        { Hex("\0\0\0\u0018ftypisom"), null, "a", "video/mp4", FileKind.Other },
        { Hex("\0\0\0\u0018ftypqt  "), "video/quicktime", "a.mov", "video/quicktime", FileKind.Other },
        { "1A45DFA3" + Hex("....webm...A_OPUS"), "audio/webm;codecs=opus", "a.webm", "audio/webm", FileKind.Audio },
        { "1A45DFA3" + Hex("....webm...V_VP8"), "video/webm", "a.webm", "video/webm", FileKind.Other },
        { Hex("%PDF-1.7"), "application/pdf", "a.pdf", "application/pdf", FileKind.Other },
        { Hex("PK\u0003\u0004....[Content_Types].xml"), Docx, "a.docx", Docx, FileKind.Other },
        { Hex("PK\u0003\u0004...."), "application/x-zip-compressed", "a.zip", "application/zip", FileKind.Other },
        { "D0CF11E0A1B11AE1", "application/msword", "a.doc", "application/msword", FileKind.Other },
        { "1F8B08", null, "a.tar.gz", "application/gzip", FileKind.Other },
        { Hex("a,b\n1,2"), "application/vnd.ms-excel", "a.csv", "text/csv", FileKind.Other },
        { Hex("{\"a\":1}"), "application/json", "a.json", "application/json", FileKind.Other },
        { Hex("print('x')"), "text/x-python", "a.py", "text/plain", FileKind.Other },
        { Hex("<?xml version='1.0'?><note/>"), "text/xml", "a.xml", "text/xml", FileKind.Other },
        { "FFFE41000A00", "text/plain", "a.txt", "text/plain", FileKind.Other },
        { "C4E3BAC30A", "text/plain; charset=gbk", "a.txt", "text/plain", FileKind.Other },
        { "000102", "application/x-photoshop", "a.psd", "application/octet-stream", FileKind.Other },
        { "000102", "*/*", "a", "application/octet-stream", FileKind.Other },
    };

    public static TheoryData<string, string?, string> Refused => new()
    {
        { Hex("hello"), "image/png", "a.png" },
        { Hex("hello"), null, "a.png" },
        { "89504E470D0A1A0A", "image/jpeg", "a" },
        { "89504E470D0A1A0A", "image/png", "a.jpg" },
        { "89504E470D0A1A0A", "audio/mpeg", "a" },
        { "89504E470D0A1A0A", "image/svg+xml", "a" },
        { "000102", "text/plain", "a" },
        { "000102", Docx, "a" },
        { Hex("%PDF-1.7"), Docx, "a" },
        { "7F454C46020101", null, "a" },
        { "4D5A9000", "application/octet-stream", "a" },
        { "FEEDFACE", null, "a" },
        { "CFFAEDFE", null, "a" },
        { "CAFEBABE", null, "a" },
        { "0061736D", null, "a" },
        { Hex("#!/usr/bin/env python"), "text/plain", "a.txt" },
        { "EFBBBF" + Hex("#!/bin/sh"), "text/plain", "a.txt" },
        { Hex("PK\u0003\u0004..META-INF/MANIFEST.MF"), "application/zip", "a.zip" },
        { Hex("hello"), "text/plain", "a.CMD" },
        { Hex("hello"), "text/javascript", "a" },
        { Hex(" \r\n<!doctype HTML>"), "text/plain", "a.txt" },
        { Hex("<!-- a --><!-- b -->\n<sCript>"), null, "a" },
        { Hex("<!-- never ends"), null, "a" },
        { "EFBBBF" + Hex("<html>"), null, "a" },
        { "FFFE" + Convert.ToHexString(Encoding.Unicode.GetBytes("<svg/>")), null, "a" },
        { "FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("<svg/>")), null, "a" },
        { Hex("<?xml version='1.0'?><x xmlns:h='http://www.w3.org/1999/xhtml'/>"), "text/xml", "a.xml" },
        { Hex("<?xml-stylesheet href='x'?>"), "text/xml", "a.xml" },
    };

    [Theory]
    [InlineData("text/plain", "a.txt", true)]
    [InlineData("text/plain", "a.md", true)]
    [InlineData("text/plain", "a", true)]
    [InlineData("text/plain", "v 1.2", true)]
    [InlineData("text/plain", "a.dat", true)]
    [InlineData("text/plain", "a.bat", false)]
    [InlineData("text/plain", "a.txt.HTML", false)]
    [InlineData("text/plain", "a.pdf", false)]
    [InlineData("image/jpeg", "a.jpg", true)]
    [InlineData("image/jpeg", "a.png", false)]
    [InlineData("application/zip", "a.docx", true)]
    [InlineData("video/mp4", "a.mov", true)]
    [InlineData("application/octet-stream", "a.bin", true)]
    [InlineData("application/octet-stream", "a.pdf", false)]
    public void A_file_goes_by_names_that_suit_it(string contentType, string name, bool suits) => Assert.Equal(suits, FileTypes.Suits(contentType, name));

    [Theory]
    [MemberData(nameof(Taken))]
    public void What_a_file_is_is_told_by_its_content(string head, string? declared, string name, string type, FileKind kind)
    {
        var judged = FileTypes.Judge(Convert.FromHexString(head), declared, name);
        Assert.True(judged.IsOk);
        Assert.Equal(new FileType(type, kind), judged.Value);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_something_else_or_acts_by_itself_is_refused(string head, string? declared, string name) =>
        Assert.Equal(ChatError.FileTypeRefused, FileTypes.Judge(Convert.FromHexString(head), declared, name).Refusal?.Error);

    [Fact]
    public void No_bytes_and_no_claims_throw()
    {
        var random = new Random(7);
        var bytes = new byte[300];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            var head = bytes.AsSpan(0, random.Next(bytes.Length));
            FileTypes.Judge(head, Encoding.Latin1.GetString(head[..Math.Min(20, head.Length)]), FileNames.Clean(Encoding.Latin1.GetString(head)));
        }
    }

    private static string Hex(string latin) => Convert.ToHexString(Encoding.Latin1.GetBytes(latin));
}

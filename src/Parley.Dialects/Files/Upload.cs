using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Parley.Files;

namespace Parley.Dialects.Files;

/// <summary>An uploaded file, or the answer that says what is wrong with it.</summary>
/// <param name="File">The file's record.</param>
/// <param name="Error">The answer, in the form of the surface that was asked.</param>
public readonly record struct Upload(StoredFile? File, IResult? Error)
{
    /// <summary>True when there is a file.</summary>
    [MemberNotNullWhen(true, nameof(File))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => File is not null;
}

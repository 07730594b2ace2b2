using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

// A number as a type: its size in bytes. RyuJIT folds sizeof before it looks at a method's calls, so a kernel for few rows costs no time
// to compile the rows it does not have; a static property would be folded only after all of them have been inlined.

[StructLayout(LayoutKind.Sequential, Size = 1)]
internal struct N1;

[StructLayout(LayoutKind.Sequential, Size = 2)]
internal struct N2;

[StructLayout(LayoutKind.Sequential, Size = 3)]
internal struct N3;

[StructLayout(LayoutKind.Sequential, Size = 4)]
internal struct N4;

[StructLayout(LayoutKind.Sequential, Size = 5)]
internal struct N5;

[StructLayout(LayoutKind.Sequential, Size = 6)]
internal struct N6;

[StructLayout(LayoutKind.Sequential, Size = 7)]
internal struct N7;

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct N8;

[StructLayout(LayoutKind.Sequential, Size = 9)]
internal struct N9;

[StructLayout(LayoutKind.Sequential, Size = 10)]
internal struct N10;

[StructLayout(LayoutKind.Sequential, Size = 11)]
internal struct N11;

[StructLayout(LayoutKind.Sequential, Size = 12)]
internal struct N12;

[StructLayout(LayoutKind.Sequential, Size = 13)]
internal struct N13;

[StructLayout(LayoutKind.Sequential, Size = 14)]
internal struct N14;

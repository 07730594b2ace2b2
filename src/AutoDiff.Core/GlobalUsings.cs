global using System.Numerics;
global using AutoDiff.Kernels;
